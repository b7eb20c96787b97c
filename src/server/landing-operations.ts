/** What a developer's first two operations are: the sign-in of a demo login, and the first screen of a cabinet. */

/** What stands in the header until the developer puts a token there. Visible ASCII, so that it can be sent as it is. */
export const TOKEN_PLACEHOLDER = 'Bearer PASTE_THE_ACCESS_TOKEN_HERE'

export const SIGN_IN_DOCUMENT = `# Run this first. 100001 is a login of the sandbox billing; npm start prints the others.
# Then copy session.accessToken into the header of the query "Cabinet".
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

export const CABINET_DOCUMENT = `# Needs the header { "authorization": "Bearer <the access token of SignIn>" }.
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
