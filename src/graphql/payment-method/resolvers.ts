import { textIn } from '../../domain/localized-text.ts'
import type { PaymentMethodDraft } from '../../domain/payment-method.ts'
import type { MutationResolvers, QueryResolvers, UpsertPaymentMethodInput } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import { runEdit, runRemoval } from '../content/edit.ts'
import { editedFields, readOrder, regionalFields } from '../content/fields.ts'
import { createForm, type Form } from '../content/form.ts'
import { readId, writeId } from '../ids.ts'
import { requireViewer } from '../viewer.ts'

export const paymentMethodQueries: Pick<QueryResolvers, 'paymentMethods'> = {
  paymentMethods: (_parent, { accountId }, context) => {
    const id = readId(accountId)
    if (id?.type !== 'Account') return null
    const account = { id: id.accountId, kind: id.kind }
    return context.loaders.paymentMethods.listAccepted(requireViewer(context), account)
  },
}

export const paymentMethodMutations: Pick<MutationResolvers, 'removePaymentMethod' | 'upsertPaymentMethod'> = {
  upsertPaymentMethod: async (_parent, { input }, context) => {
    const form = createForm(context)
    const draft = await readDraft(form, input)
    const { item, userErrors } = await runEdit(form, context.content.paymentMethods.editing, (editing, edit) =>
      editing.put({ expectedVersion: input.expectedVersion ?? null, draft }, edit),
    )
    return { paymentMethod: item, userErrors }
  },
  removePaymentMethod: (_parent, { input: { id: globalId, expectedVersion } }, context) => {
    const form = createForm(context)
    const id = form.contentId('id', globalId, 'AcceptedPaymentMethod')
    return runRemoval(form, { id: globalId, editing: context.content.paymentMethods.editing }, (editing, edit) =>
      editing.remove({ id, expectedVersion }, edit),
    )
  },
}

export const paymentMethodResolvers: Complete<'AcceptedPaymentMethod'> = {
  AcceptedPaymentMethod: {
    id: ({ id }) => writeId({ type: 'AcceptedPaymentMethod', contentId: id }),
    name: ({ name }, _args, { language }) => textIn(name, language),
    description: ({ description }, _args, { language }) => textIn(description, language),
    nameTexts: ({ name }) => name,
    descriptionTexts: ({ description }) => description,
    operatorId: ({ operatorId }) => (operatorId === null ? null : writeId({ type: 'Operator', operatorId })),
    ...regionalFields,
    ...editedFields,
  },
}

async function readDraft(form: Form, input: UpsertPaymentMethodInput): Promise<PaymentMethodDraft> {
  return {
    code: form.key('code', input.code, { min: 1, max: 64 }),
    kind: input.kind,
    name: form.text('name', input.name, { max: 200 }),
    description: form.text('description', input.description, { max: 5_000, multiline: true }),
    url: form.url('url', input.url),
    order: readOrder(form, 'order', input.order),
    regionId: await form.regionId('regionId', input.regionId),
    operatorId: await form.operatorId('operatorId', input.operatorId),
    accountKind: input.accountKind ?? null,
  }
}
