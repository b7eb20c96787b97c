import { expect, test } from 'vitest'
import { maskName } from '../../src/domain/masked-name.ts'

const NOWHERE = { accountId: '1', phone: null, email: null, address: null }

function person(lastName: string, firstName: string, middleName: string | null) {
  return maskName({ kind: 'PERSON', lastName, firstName, middleName, ...NOWHERE })
}

test.each([
  ['Щукина', 'Зинаида', 'Ивановна', 'Щ***а З. И.'],
  ['Ли', 'Чан', null, 'Л*** Ч.'],
  ['О', '', null, 'О***'],
  ['Римский-Корсаков', 'Николай', 'Андреевич', 'Р***в Н. А.'],
  ['  петров ', ' пётр', '', 'п***в п.'],
  ['', '', null, null],
  ['---', '-', '-', null],
  ['𝒜bc', 'x', null, '𝒜***c x.'],
])('the name of a person is one that the person alone recognises: %s %s %s', (...row) => {
  const [last, first, middle, masked] = row
  expect(person(last, first, middle)).toBe(masked)
})

test.each([
  ['ООО «Ромашка Плюс»', 'ООО «Р***с»'],
  ['АО "Связь"', 'АО «С***ь»'],
  ['ИП Иванов Иван Иванович', 'ИП И***ч'],
  ['ТСЖ Дом 7', 'ТСЖ «Д***7»'],
  ['Администрация посёлка', 'А***а'],
  ['ООО', 'О***О'],
  ['', null],
])('an organisation keeps its form and loses its name: %s', (legalName, masked) => {
  expect(maskName({ kind: 'ORGANIZATION', legalName, inn: '1', kpp: null, ...NOWHERE })).toBe(masked)
})

test('the length of a name does not show', () => {
  expect(person('Иванова', 'А', 'Б')).toBe(person('Ивановна-Великанова', 'А', 'Б'))
})
