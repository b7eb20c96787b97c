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
          AuditEntry: '../store/store.ts#AuditRow',
          Balance: '../graphql/account/loaders.ts#ObservedAccount',
          PersonProfile: '../graphql/account/loaders.ts#ObservedPerson',
          OrganizationProfile: '../graphql/account/loaders.ts#ObservedOrganization',
          AccountSettings: '../graphql/account/loaders.ts#ObservedSettings',
          Agreement: '../graphql/agreement/loaders.ts#ObservedAgreement',
          Charge: '../graphql/charge/loaders.ts#ViewedCharge',
          Device: '../domain/device.ts#Device',
          EquipmentOffering: '../domain/offering.ts#EquipmentOffering',
          IpAddress: '../domain/ip-address.ts#IpAddress',
          Operator: '../domain/operator.ts#Operator',
          Region: '../domain/region.ts#Region',
          ServiceOffering: '../domain/offering.ts#ServiceOffering',
          Statement: '../graphql/statement/loaders.ts#ObservedStatement',
          StatementEntry: '../domain/statement.ts#StatementEntry',
          ServiceOption: '../domain/service.ts#ServiceOption',
          ServiceFreeze: '../domain/service.ts#ServiceFreeze',
          ServiceOrder: '../graphql/service-order/loaders.ts#ViewedServiceOrder',
          ServiceOrderAccepted: '../graphql/service-order/verdicts.ts#AcceptedParent',
          ServiceOrderCancelled: '../graphql/service-order/verdicts.ts#CancelledParent',
          ServiceOrderQuote: '../graphql/service-order/verdicts.ts#QuotedParent',
          TariffComparison: '../graphql/service-order/compare.ts#ComparisonParent',
          Ticket: '../graphql/ticket/loaders.ts#ViewedTicket',
          TicketOpened: '../graphql/ticket/create.ts#OpenedTicket',
          TicketMessage: '../domain/ticket.ts#TicketMessage',
          TvChannel: '../domain/tariff.ts#TvChannel',
          TvPackage: '../graphql/tariff/loaders.ts#HeldTelevision',
          Service: '../graphql/service/loaders.ts#ViewedService',
          Tariff: '../graphql/tariff/loaders.ts#ObservedTariff',
          Partner: '../domain/partner.ts#Partner',
          PartnerPayment: '../payments/partner-payments.ts#PartnerPayment',
          PaymentRegistry: '../graphql/payment-registry/resolvers.ts#ViewedRegistry',
          Payment: '../graphql/payment/loaders.ts#ObservedPayment',
          PaymentIntent: '../domain/payment-intent.ts#Intent',
          AcceptedPaymentMethod: '../domain/payment-method.ts#PaymentMethod',
          Announcement: '../domain/announcement.ts#Announcement',
          Company: '../domain/company.ts#Company',
          Contact: '../domain/company.ts#Contact',
          HelpArticle: '../domain/help-article.ts#HelpArticle',
          LocalizedText: '../domain/localized-text.ts#LocalizedText',
          News: '../domain/news.ts#News',
          Promotion: '../domain/promotion.ts#Promotion',
          Money: '../domain/money.ts#Money',
          Viewer: '../domain/viewer.ts#Viewer',
        },
      },
    },
  },
}

export default config
