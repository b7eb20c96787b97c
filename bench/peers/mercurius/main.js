import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import mercurius from 'mercurius'
import { announce, required } from '../shared/settings.js'
import { loaders } from './loaders.js'
import { resolvers } from './resolvers.js'

/** Mercurius with compiled queries. It lets in whoever has the token, and knows no other rule. */
const schema = readFileSync(new URL('../shared/schema.graphql', import.meta.url), 'utf8')
const authorization = `Bearer ${required('TOKEN')}`

const app = Fastify({ logger: false })
app.addHook('onRequest', async (request, reply) => {
  if (request.headers.authorization !== authorization) return reply.code(401).send({ errors: [{ message: 'No.' }] })
})
await app.register(mercurius, { schema, resolvers, loaders, jit: 1 })
const address = await app.listen({ host: '127.0.0.1', port: 0 })
announce(`${address}/graphql`)
process.once('SIGTERM', () => void app.close())
