import { setFlagsFromString } from 'node:v8'

/**
 * Settings of V8's heap for what a gateway is: everything that a request makes dies with it.
 *
 * V8 watches which places in the code make objects that survive, and lets those places make old objects from then on. Under load the
 * rows of one answer do survive a collection now and then. Once they are made old, they keep all that they refer to (the
 * text of the whole answer) until a major collection, and a long statement costs twice the processor time. So it must not do that.
 */
export function tuneHeap(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}
