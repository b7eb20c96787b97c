import { startSubject } from './abills-subject.ts'
import { describeConformance } from './describe.ts'

describeConformance('abills', startSubject)
