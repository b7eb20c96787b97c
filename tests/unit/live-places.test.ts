import { expect, test } from 'vitest'
import { createPlaces } from '../../src/server/live-places.ts'

test('places are bounded in all, by address and by subject, and come back once each', () => {
  const places = createPlaces({ maxOpen: 3, maxOpenPerAddress: 2, maxOpenPerSubject: 1 })
  const [first, second] = [places.take('a'), places.take('a')]
  expect(places.take('a')).toBeNull()
  const third = places.take('b')
  expect(places.take('c')).toBeNull()
  expect(first?.giveTo('mine')).toBe(true)
  expect(second?.giveTo('mine')).toBe(false)
  expect(second?.giveTo(null)).toBe(true)
  expect(third?.giveTo('theirs')).toBe(true)
  first?.leave()
  first?.leave()
  expect(second?.giveTo('mine')).toBe(true)
  expect(places.take('a')).not.toBeNull()
  expect(places.take('b')).toBeNull()
})

test('whoever has left already owns nothing', () => {
  const places = createPlaces({ maxOpen: 3, maxOpenPerAddress: 3, maxOpenPerSubject: 1 })
  const left = places.take('a')
  left?.leave()
  expect(left?.giveTo('mine')).toBe(true)
  expect(places.take('a')?.giveTo('mine')).toBe(true)
})
