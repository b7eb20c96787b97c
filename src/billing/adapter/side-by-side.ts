/** `work` for each of the items, all at once. Nearly always there is one, which needs no bookkeeping. */
export function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<unknown> {
  const [first] = items
  return items.length === 1 && first !== undefined ? work(first) : Promise.all(items.map(work))
}
