export interface DeliberateBreak {
  /** In the words of the check: "Account.nickname was removed." */
  readonly change: string
  /** Why clients must live with it, and what they use instead. */
  readonly reason: string
}

/** Changes of the published contract that break clients and are wanted all the same. */
export const DELIBERATE_BREAKS: readonly DeliberateBreak[] = [
  {
    change: 'PaymentIntent.method changed type from PaymentMethod! to PaymentMethod.',
    reason: 'Other orders than payments are followed in the same way, and have no method. Nothing was released before.',
  },
  {
    change: 'Subscription.paymentStatusChanged changed type from PartnerPayment! to PaymentProgress!.',
    reason:
      'Subscribers follow what they pay in the cabinet by the same subscription: `... on PartnerPayment` is put around the fields. Nothing was released before.',
  },
  ...['credited', 'spent'].map((total) => ({
    change: `Balance.${total} changed type from Money! to Money.`,
    reason:
      'Not every billing keeps the sums of all payments and of all charges, and a sum that nobody keeps would be an invention. Nothing was released before.',
  })),
]
