import { rightsOn, type Viewer } from '../domain/viewer.ts'

/** Whether whoever sees an account may also order for it: its holder may, and members to whom he has given the right. */
export function mayOrderFor({ id, viewer }: { readonly id: string; readonly viewer: Viewer }): boolean {
  return rightsOn(viewer, id).includes('ORDER')
}
