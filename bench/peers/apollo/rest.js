import { settings } from '../shared/settings.js'

/** Rows of one resource by ids; the billing gives 25 rows unless more are asked for. */
export async function listRows(path, parameter, ids) {
  const list = ids.map(encodeURIComponent).join(';')
  const response = await fetch(`${settings.restUrl}${path}?${parameter}=${list}&limit=500`, {
    headers: { 'x-api-key': settings.restKey },
  })
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`)
  return response.json()
}
