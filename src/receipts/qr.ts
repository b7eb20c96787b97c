import { encode } from 'uqr'

/** The dark squares of a code, row by row. Bytes are taken as they are: which charset they are in is said by the first of them. */
export function drawQr(bytes: Uint8Array): readonly (readonly boolean[])[] {
  // Paper is folded and stamped: of the four levels of correction, the second. A mask is as good as another for scanners of today.
  return encode([...bytes], { ecc: 'M', border: 0 }).data
}
