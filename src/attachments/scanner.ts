/** Looks for what harms its reader. Rejects when it cannot tell: then a file is not taken. */
export interface Scanner {
  scan(file: string, call: { readonly signal: AbortSignal }): Promise<'clean' | 'infected'>
}

/** Where nothing is configured to look. */
export const NO_SCANNER: Scanner = { scan: async () => 'clean' }
