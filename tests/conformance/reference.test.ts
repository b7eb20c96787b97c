import { describeConformance } from './describe.ts'
import { startSubject } from './reference-subject.ts'

describeConformance('reference', startSubject)
