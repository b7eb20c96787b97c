// What a subject outside the repository is written against: `import … from 'billing-gateway/conformance'`.

export { connectModule } from './connect.ts'
export { FAULT_KINDS, type FaultKind, type FaultOperation, type FaultOptions, type Faults } from './fault-kinds.ts'
export type * from './subject.ts'
export type * from './truth.ts'
