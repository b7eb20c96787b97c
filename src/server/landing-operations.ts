/** What a developer's first two operations are: the sign-in of a demo login, and the first screen of a cabinet. */

/** What stands in the header until the developer puts a token there. Visible ASCII, so that it can be sent as it is. */
export const TOKEN_PLACEHOLDER = 'Bearer PUT_THE_ACCESS_TOKEN_HERE'

export const SIGN_IN_DOCUMENT = `# 1. Run this. The login is one of the sandbox billing;
#    npm start prints the others. Copy the accessToken.
mutation SignIn {
  signIn(input: { login: "100001", password: "demo" }) {
    session {
      accessToken
      accessTokenExpiresAt
    }
    userErrors {
      code
      message
    }
  }
}
`

export const CABINET_DOCUMENT = `# 2. Put the accessToken into the header "authorization",
#    after the word Bearer, and run this.
query Cabinet {
  viewer {
    displayName
    accounts {
      number
      status
      balance {
        amount {
          amount
          currency
        }
        freshness
      }
      services {
        kind
        status
        tariff {
          name
        }
      }
      payments(first: 5) {
        nodes {
          amount {
            amount
            currency
          }
          method
          status
          paidAt
        }
      }
    }
  }
}
`
