import type { CodegenConfig } from '@graphql-codegen/cli'

/**
 * SDL to resolver types. Types only: nothing generated runs. Parents are what the resolvers really receive, so mappers
 * point at our own types instead of the fields that a client sees.
 */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'src/generated/schema.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        immutableTypes: true,
        strictScalars: true,
        scalars: { ID: 'string', DateTime: 'string', Date: 'string', Decimal: 'string' },
        contextType: '../graphql/context.ts#GraphqlContext',
        mapperTypeSuffix: 'Parent',
        mappers: {
          Account: '../domain/account.ts#AccountRef',
          PersonAccount: '../domain/account.ts#AccountRef',
          OrganizationAccount: '../domain/account.ts#AccountRef',
          Agreement: '../domain/account.ts#Agreement',
          PersonProfile: '../domain/account.ts#PersonProfile',
          OrganizationProfile: '../domain/account.ts#OrganizationProfile',
          Service: '../domain/service.ts#Service',
          Tariff: '../domain/tariff.ts#Tariff',
          Money: '../domain/money.ts#Money',
          Viewer: '../domain/viewer.ts#Viewer',
          Payment: '../graphql/payment/loaders.ts#ObservedPayment',
        },
      },
    },
  },
}

export default config
