//! A bearer token of a login.
use super::{Entering, NOBODY};
use crate::accounts::database::StoreError;
use countersign::{
    account::AccountName,
    sasl::server::{CheckToken, TokenAnswer, TokenFailure},
};

impl Entering<'_> {
    /// Whose token it is. A client that claims to be somebody else has that refused at the last question.
    pub(crate) async fn check_token(&mut self, question: &CheckToken) -> Result<TokenAnswer, StoreError> {
        let owner = self.tokens.owner(question.token()).and_then(|owner| AccountName::asked(owner).ok());
        let claimed = question.user().and_then(|user| AccountName::asked(user).ok());
        match (owner, claimed) {
            (Some(owner), _) => {
                self.asked = Some(owner.key().to_owned().into());
                let located = self.directory.find(&owner).await?;
                self.whose = located.as_ref().map(|located| located.standing.clone());
                let is_here = located.as_ref().is_some_and(|located| located.allows(self.remote));
                self.is_outside = located.is_some() && !is_here;
                self.located = located.filter(|_| is_here);
            }
            // Only for the record.
            (None, Some(claimed)) => {
                self.asked = Some(claimed.key().to_owned().into());
                self.whose = self.directory.find(&claimed).await?.map(|located| located.standing);
            }
            // Every token costs one query.
            (None, None) => {
                if let Ok(name) = AccountName::asked(NOBODY) {
                    self.directory.find(&name).await?;
                }
            }
        }
        Ok(match &self.located {
            Some(located) => TokenAnswer::Valid { user: located.standing.name.clone() },
            None => {
                TokenAnswer::Invalid(TokenFailure { scope: Some("mail".into()), ..TokenFailure::default() })
            }
        })
    }
}
