/** For unions whose members carry their names. */
export function typeNameOf<Name extends string>({ __typename }: { readonly __typename?: Name }): Name | null {
  return __typename ?? null
}
