//! Bearer tokens.
use super::{ANONYMOUS, LoginFlow};
use crate::database::StoreError;
use countersign::{
    account::AccountName,
    sasl::server::{CheckToken, TokenAnswer, TokenFailure},
};

impl LoginFlow<'_> {
    /// Checks a token. A client that claims another identity is rejected at authorization.
    pub async fn check_token(&mut self, question: &CheckToken) -> Result<TokenAnswer, StoreError> {
        // A question before this one has resolved another credential.
        self.resolved = None;
        let owner = self.tokens.owner(question.token()).and_then(|owner| AccountName::asked(owner).ok());
        let claimed = question.user().and_then(|user| AccountName::asked(user).ok());
        match (owner, claimed) {
            (Some(owner), _) => {
                self.asked = Some(owner.key().to_owned().into());
                let resolved = self.directory.find(&owner).await?;
                self.whose = resolved.as_ref().map(|resolved| resolved.standing.clone());
                let is_here = resolved.as_ref().is_some_and(|resolved| resolved.allows(self.remote));
                self.is_outside = resolved.is_some() && !is_here;
                self.resolved = resolved.filter(|_| is_here);
            }
            // Only for the audit record.
            (None, Some(claimed)) => {
                self.asked = Some(claimed.key().to_owned().into());
                self.whose = self.directory.find(&claimed).await?.map(|resolved| resolved.standing);
            }
            // Every token costs one query.
            (None, None) => {
                if let Ok(name) = AccountName::asked(ANONYMOUS) {
                    self.directory.find(&name).await?;
                }
            }
        }
        Ok(match &self.resolved {
            Some(resolved) => TokenAnswer::Valid { user: resolved.standing.name.clone() },
            None => {
                TokenAnswer::Invalid(TokenFailure { scope: Some("mail".into()), ..TokenFailure::default() })
            }
        })
    }
}
