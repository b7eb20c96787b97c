import type { Profile } from './account.ts'

/**
 * The payer's name as a stranger may see it: enough for a payer to recognise the own account, too little to learn whose it
 * is. "Щ***а З. И." for a person, "ООО «Р***а»" for an organisation. The stars are always three: the length is not told.
 */
export function maskName(profile: Profile): string | null {
  if (profile.kind === 'ORGANIZATION') return maskOrganization(profile.legalName)
  const { lastName, firstName, middleName } = profile
  const parts = [maskWord(lastName), initialOf(firstName), initialOf(middleName ?? '')]
  const shown = parts.filter((part) => part !== '').join(' ')
  return shown === '' ? null : shown
}

/** Forms of ownership are no secret, and tell a payer that this is no flat. */
const LEGAL_FORMS =
  /^(?<form>ООО|АО|ОАО|ЗАО|ПАО|НАО|ИП|ТСЖ|ТСН|СНТ|НКО|АНО|ГБУ|МБУ|ФГУП|МУП|ГУП)(?=[\s«"“„'])\s*(?<rest>.*)$/su

function maskOrganization(legalName: string): string | null {
  const groups = LEGAL_FORMS.exec(legalName.trim())?.groups
  const form = groups?.['form'] ?? null
  const name = maskWord(groups?.['rest'] ?? legalName)
  if (name === '') return null
  if (form === 'ИП') return `ИП ${name}`
  return form === null ? name : `${form} «${name}»`
}

/** The first and the last letter; of a word of one or two only the first. */
function maskWord(text: string): string {
  const letters = text.match(/[\p{L}\p{N}]/gu) ?? []
  const first = letters[0] ?? ''
  const last = letters.length > 2 ? (letters.at(-1) ?? '') : ''
  return first === '' ? '' : `${first}***${last}`
}

function initialOf(text: string): string {
  const letter = /\p{L}/u.exec(text)?.[0]
  return letter === undefined ? '' : `${letter}.`
}
