import { readFileSync } from 'node:fs'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { importJWK, jwtVerify } from 'jose'
import { announce, required } from '../shared/settings.js'
import { createLoaders } from './loaders.js'
import { resolvers } from './resolvers.js'
import { protect } from './rules.js'
import { connectSoap } from './soap.js'

/** Apollo Server as a good developer writes it in a day, by the book. */
const typeDefs = readFileSync(new URL('../shared/schema.graphql', import.meta.url), 'utf8')
const schema = protect(makeExecutableSchema({ typeDefs, resolvers }))
const key = await importJWK(JSON.parse(required('TOKEN_PUBLIC_KEY')), 'EdDSA')
const soap = await connectSoap()

const server = new ApolloServer({ schema, stopOnTerminationSignals: true })
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async ({ req }) => ({ user: await readUser(req.headers.authorization), loaders: createLoaders(soap) }),
})
announce(url)

/** Who asks, by the token's own claims, or null. */
async function readUser(authorization) {
  const token = authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : ''
  try {
    const { payload } = await jwtVerify(token, key, { issuer: 'bench', audience: 'bench', algorithms: ['EdDSA'] })
    return { role: payload.role, accounts: payload.accounts }
  } catch {
    return null
  }
}
