import { describeConformance } from './describe.ts'
import { startSubject } from './mixed-subject.ts'

describeConformance('mixed', startSubject)
