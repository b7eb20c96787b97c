/** `work` for each of the items, all at once; the answers in the order of the items. Nearly always there is one, which needs no bookkeeping. */
export async function sideBySide<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const [first] = items
  return items.length === 1 && first !== undefined ? [await work(first)] : Promise.all(items.map(work))
}
