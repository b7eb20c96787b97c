import { seesEveryAccount, type Viewer } from '../../domain/viewer.ts'
import type { QueryResolvers, ResolversParentTypes } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import { accountTypeName, type GlobalId, readId } from '../ids.ts'
import type { Loaders } from '../loaders.ts'
import { requireViewer } from '../viewer.ts'

export const nodeQueries: Pick<QueryResolvers, 'node'> = {
  node: (_parent, { id: text }, context) => {
    const viewer = requireViewer(context)
    const id = readId(text)
    return id === null ? null : findNode(id, { viewer, loaders: context.loaders })
  },
}

type Node = ResolversParentTypes['Node']

export const nodeResolvers: Complete<'Node'> = {
  Node: {
    __resolveType: (object) => {
      if ('noun' in object) return CONTENT_TYPES[object.noun]
      if ('account' in object) return 'Charge'
      if ('value' in object) return observedTypeName(object.value)
      if ('viewer' in object) return accountTypeName(object.kind)
      if ('takenAt' in object) return 'PromisedPayment'
      if ('registeredOn' in object) return 'Device'
      return 'inn' in object ? 'Operator' : 'Region'
    },
  },
}

const CONTENT_TYPES = {
  announcement: 'Announcement',
  'forum-reply': 'ForumReply',
  'forum-topic': 'ForumTopic',
  'help-article': 'HelpArticle',
  news: 'News',
  promotion: 'Promotion',
} as const

async function findNode(
  id: GlobalId,
  { viewer, loaders }: { readonly viewer: Viewer; readonly loaders: Loaders },
): Promise<Node | null> {
  switch (id.type) {
    case 'Account':
      return await loaders.accounts.findAccount(viewer, { id: id.accountId, kind: id.kind })
    case 'Charge':
      return await loaders.charges.findCharge(viewer, id)
    case 'Announcement':
      return await loaders.announcements.findItem(viewer, id.contentId)
    case 'HelpArticle':
      return await loaders.helpArticles.findItem(viewer, id.contentId)
    case 'News':
      return await loaders.news.findItem(viewer, id.contentId)
    case 'Promotion':
      return await loaders.promotions.findItem(viewer, id.contentId)
    case 'AccountDocument':
      return await loaders.documents.findDocument(viewer, id)
    case 'ForumReply':
    case 'ForumTopic':
      return await findForumPost(id, { viewer, loaders })
    case 'Device':
      return await loaders.devices.findDevice(viewer, id)
    case 'Operator':
      return await loaders.operators.findOperator(id.operatorId)
    case 'Payment':
      return await loaders.payments.findPayment(viewer, id)
    case 'PromisedPayment':
      return await loaders.promisedPayments.find(viewer, id)
    case 'Region':
      return await loaders.regions.findRegion(id.regionId)
    case 'Service':
      return await loaders.services.findService(viewer, id)
    case 'ServiceOrder':
      return await loaders.serviceOrders.findOrder(viewer, id)
    case 'Tariff':
      return await loaders.tariffs.findTariff(viewer, id.tariffId)
    case 'Ticket':
      return await loaders.tickets.findTicket(viewer, id)
    case 'AcceptedPaymentMethod':
    case 'Attachment':
    case 'Checkout':
    case 'FiscalReceipt':
    case 'EquipmentOffering':
    case 'PaymentIntent':
    case 'ServiceOffering':
    case 'StatementExport':
    case 'Transfer':
    case 'Visit':
    default:
      return null
  }
}

/** The ids of both count alike, so that one must not be found by the word of the other. */
async function findForumPost(
  { type, postId }: Extract<GlobalId, { readonly postId: string }>,
  { viewer, loaders }: { readonly viewer: Viewer; readonly loaders: Loaders },
): Promise<Node | null> {
  const post = await loaders.forum.findPost({ id: postId, includeHidden: seesEveryAccount(viewer) })
  return post !== null && CONTENT_TYPES[post.noun] === type ? post : null
}

/** What comes from the billing with its age, by a field that only one of them has. */
function observedTypeName(value: Extract<Node, { readonly asOf: number }>['value']) {
  if ('issuedOn' in value) return 'AccountDocument'
  if ('placedAt' in value) return 'ServiceOrder'
  if ('tariffId' in value) return 'Service'
  if ('monthlyFee' in value) return 'Tariff'
  return 'subject' in value ? 'Ticket' : 'Payment'
}
