import { describeConformance } from './describe.ts'
import { startSubject } from './lanbilling-subject.ts'

describeConformance('lanbilling', startSubject)
