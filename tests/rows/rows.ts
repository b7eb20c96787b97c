/** One thing that a subscriber, a partner or an operator can do. */
export interface Row {
  /** Tests that saw it work carry this at the beginning of their title. */
  readonly id: string
  readonly capability: string
  /** The mutations and subscriptions without which only a part can be read; empty where reading is all. */
  readonly changes: readonly string[]
}

export interface Section {
  readonly title: string
  readonly rows: readonly Row[]
}

/** All that the gateway is meant to do, in the order of a cabinet. */
export const SECTIONS: readonly Section[] = [
  {
    title: 'Access',
    rows: [
      row('A0', 'Ask whether an address is covered, and have a building connected', 'requestConnection'),
      row('A1', 'Get in only by a concluded agreement that is in force', 'signIn'),
      row('A2', 'Sign in with login and password, stay signed in, sign out', 'signIn', 'refreshSession', 'signOut'),
      row('A3', 'Prove the agreement and choose login and password', 'proveAgreement', 'setCredentials'),
      row('A4', 'A lost password, by a code to the phone', 'requestPasswordReset', 'resetPassword'),
      row('A5', 'A lost password, by a code to the e-mail address', 'requestPasswordReset', 'resetPassword'),
      row('A6', 'A one-time password, then a new one', 'signInWithOneTimePassword', 'changePassword'),
      row('A7', 'A lost login, restored at the office by an operator', 'restoreLogin'),
      row('A8', 'Help, hotline and contacts for whoever cannot get in'),
      row(
        'A9',
        'Organisations: own fields, members, long agreements, private tariffs',
        'inviteMember',
        'grantMemberRights',
        'revokeMember',
        'revokeInvitation',
      ),
      row('A10', 'Change password, personal data and settings', 'changePassword', 'updateProfile', 'updateSettings'),
      row('A11', 'Regions, each with its tariffs and news'),
      row('A12', 'One brand over several legal entities: who is paid'),
    ],
  },
  {
    title: 'Balance and reports',
    rows: [
      row('B1', 'Balance, credit limit, credited and spent'),
      row('B2', 'A statement of a period that adds up'),
      row('B3', 'Every operation, at any time'),
      row('B4', 'Documents and reports to download', 'exportStatement'),
      row('B5', 'A picture of spending'),
    ],
  },
  {
    title: 'Tariffs and services',
    rows: [
      row('C1', 'Connected services with their tariffs'),
      row('C2', 'Tariffs that a service can be changed to'),
      row('C3', 'Compare tariffs, and change to another', 'changeTariff'),
      row('C4', 'Ask a consultant for the change instead', 'createTicket'),
      row('C5', 'Three internet and three mixed packages, each to be activated', 'changeTariff'),
      row('C6', 'Packages of digital and cable television', 'changeTariff'),
      row('C7', 'IPTV: channels, setting up, connecting', 'connectService'),
      row('C8', 'Change the speed or the number of channels', 'changeServiceOption'),
      row('C9', 'Extra services with their prices, to connect and disconnect', 'connectService', 'disconnectService'),
      row('C10', 'Smart home: video surveillance and intercom'),
      row('C11', 'Freeze a service or the whole account', 'freezeService', 'unfreezeService', 'freezeAccount'),
      row('C12', 'Suspension for debt, and the sum that ends it'),
      row('C13', 'A promised payment', 'takePromisedPayment'),
      row('C14', 'The own network addresses, and a change of them', 'requestIpChange'),
      row('C15', 'The own devices', 'registerDevice', 'removeDevice'),
      row('C16', 'Equipment and its setting up, to order', 'orderEquipment', 'orderSetUp'),
    ],
  },
  {
    title: 'Payment',
    rows: [
      row('P1', 'Everything is paid from the account'),
      row('P2', 'Ways and places to pay'),
      row('P3', 'Pay from the cabinet by card, wallet or phone', 'initiatePayment'),
      row('P4', "A receipt that any bank's cash desk takes", 'updateBankDetails'),
      row('P5', "Top up somebody else's account", 'topUpOther', 'transferBetweenAccounts'),
      row('P6', 'Partner terminals: check, pay, cancel, compare registries', 'pay', 'cancelPayment', 'submitRegistry'),
      row('P7', 'The list of payments, and one of them'),
    ],
  },
  {
    title: 'Support and content',
    rows: [
      row(
        'S1',
        'Tickets about faults',
        'createTicket',
        'addTicketMessage',
        'createAttachmentUpload',
        'closeTicket',
        'reopenTicket',
        'rateTicket',
      ),
      row('S2', 'A visit of the installer', 'openVisitSlots', 'requestVisit', 'cancelVisit'),
      row('S3', 'A talk with operators as it happens', 'ticketMessageAdded'),
      row('S4', 'News and promotions'),
      row('S5', 'Notices of changes'),
      row('S6', 'The forum', 'createForumTopic', 'replyToForumTopic', 'moderateForumPost'),
      row('S7', 'The company and its public pages'),
      row(
        'S8',
        'Notifications',
        'updateNotificationPreferences',
        'unsubscribe',
        'accountBalanceChanged',
        'paymentStatusChanged',
      ),
    ],
  },
]

function row(id: string, capability: string, ...changes: readonly string[]): Row {
  return { id, capability, changes }
}
