users-title = Accounts
users-add = Add an account
users-add-lead = The account opens at once, but reaches nothing until a right is given.
users-search = Name or address
users-organisation = Organisation
users-any-organisation = All
users-role = Role
users-any-role = All
users-state = State
users-any-state = All
users-state-active = Active
users-state-without_right = Without any right
users-state-ending = A right ends within a month
users-state-disabled = Disabled
users-count = { $n ->
    [0] No account
    [one] 1 account
   *[other] { $n } accounts
}
users-none = No account matches. Widen the filter, or add it.
users-ends-on = A right ends on { $on }
users-choose = Choose…
users-name = Full name
users-email = E-mail address
users-email-form = A complete e-mail address
users-email-taken = An account has this address already
users-organisation-closed = This organisation is closed
users-passphrase = Passphrase
users-passphrase-hint = Picked at random for this account, or type your own. Note it or dictate it now: once the form is sent, it is shown nowhere.
users-added = Account added. Now give it a right.
users-edit = Name and address
users-saved = Account saved.
users-sign-in = Signing in
users-reason = Reason (optional)
users-disable = Disable the account
users-disable-explained = The person is signed out of every device this instant and can no longer sign in. What they wrote stays signed by them.
users-disable-oneself = You cannot disable your own account: another administrator can.
users-already-disabled = This account is disabled already.
users-already-enabled = This account is active already.
users-disabled = Account disabled, devices signed out.
users-disabled-since = Disabled on { $at }
users-enable = Enable the account again
users-enabled = Account enabled again.
users-reset-password = Change the passphrase
users-reset-lead = The person is signed out of every device and signs in again with the new passphrase.
users-reset-oneself = This is your own account: change your password by giving the current one.
users-reset-own-account = Go to my account
users-password-reset = Passphrase changed, devices signed out.
users-no-device = No device is signed in.
users-revoke-all = Sign out of every device
users-revoked = Signed out.
users-unit = { $n ->
    [one] account
   *[other] accounts
}
users-title-detail = Who may sign in, with which rights, from which devices
