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
          Account: '../graphql/account/loaders.ts#ViewedAccount',
          PersonAccount: '../graphql/account/loaders.ts#ViewedAccount',
          OrganizationAccount: '../graphql/account/loaders.ts#ViewedAccount',
          Balance: '../graphql/account/loaders.ts#ObservedAccount',
          PersonProfile: '../graphql/account/loaders.ts#ObservedPerson',
          OrganizationProfile: '../graphql/account/loaders.ts#ObservedOrganization',
          Agreement: '../graphql/agreement/loaders.ts#ObservedAgreement',
          Service: '../graphql/service/loaders.ts#ViewedService',
          Tariff: '../graphql/tariff/loaders.ts#ObservedTariff',
          Payment: '../graphql/payment/loaders.ts#ObservedPayment',
          Money: '../domain/money.ts#Money',
          Viewer: '../domain/viewer.ts#Viewer',
        },
      },
    },
  },
}

export default config
