/** A slice with some methods replaced. The others are called on the slice itself: a module of a provider may be of classes. */
export function override<T extends object>(slice: T, methods: Partial<T>): T {
  return new Proxy(slice, {
    get(target, name) {
      if (Object.hasOwn(methods, name)) return Reflect.get(methods, name)
      const found: unknown = Reflect.get(target, name)
      return typeof found === 'function' ? found.bind(target) : found
    },
  })
}
