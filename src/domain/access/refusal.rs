//! Why somebody may not do a thing, or an account was not changed.

use super::Role;
use crate::domain::refusal::Refusal;
use crate::ids::FamilyId;
use crate::text::Lang;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why not. Nothing was written, and nothing was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccessRefusal {
    /// The user has no account, or it is closed.
    NoAccount(String),
    /// The roles that the user has do not include the right: its title, Chinese and English.
    NotAllowed {
        /// The right.
        right: (String, String),
    },
    /// The right is there, but for other departments or townships.
    Elsewhere {
        /// The right.
        right: (String, String),
    },
    /// The user looks after several townships and must name the one that is meant.
    NameTownship,
    /// Who entered it may not approve it as well.
    FourEyes,
    /// A number belongs to a family of another township: what kind of number, Chinese and English.
    TakenElsewhere((String, String)),
    /// There is no such account.
    NoSuchAccount(String),
    /// The account is closed.
    IsClosed(String),
    /// There are as many accounts as there may be.
    TooMany,
    /// Not a user's name.
    BadUser(String),
    /// The holder's name is missing.
    NameMissing(String),
    /// The role is held for departments and none was named, or the other way round.
    Departments {
        /// The role.
        role: Role,
    },
    /// The role is held for townships and none was named, or the other way round.
    Townships {
        /// The role.
        role: Role,
    },
    /// The directory has no such township.
    NoSuchTownship(u32),
    /// Nobody stands in for himself.
    OwnDeputy(String),
    /// An absence that is over, ends before it begins, or lasts too long.
    Absence {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
    /// That user does not stand in.
    NoDeputy {
        /// Who is away.
        user: String,
        /// Who was said to stand in.
        deputy: String,
    },
    /// Closing asks for a reason.
    ReasonMissing(String),
    /// To see what is masked asks for a reason.
    RevealReasonMissing(FamilyId),
}

impl From<AccessRefusal> for Refusal {
    fn from(refusal: AccessRefusal) -> Self {
        Refusal::Access(refusal)
    }
}

impl AccessRefusal {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            AccessRefusal::NoAccount(_) => "no-account",
            AccessRefusal::NotAllowed { .. } => "not-allowed",
            AccessRefusal::Elsewhere { .. } => "not-yours",
            AccessRefusal::NameTownship => "name-township",
            AccessRefusal::FourEyes => "four-eyes",
            AccessRefusal::TakenElsewhere(_) => "taken-elsewhere",
            AccessRefusal::NoSuchAccount(_) => "no-such-account",
            AccessRefusal::IsClosed(_) => "account-closed",
            AccessRefusal::TooMany => "too-many-accounts",
            AccessRefusal::BadUser(_) => "bad-user",
            AccessRefusal::NameMissing(_) => "name-missing",
            AccessRefusal::Departments { .. } => "role-departments",
            AccessRefusal::Townships { .. } => "role-townships",
            AccessRefusal::NoSuchTownship(_) => "no-such-township",
            AccessRefusal::OwnDeputy(_) => "own-deputy",
            AccessRefusal::Absence { .. } => "bad-absence",
            AccessRefusal::NoDeputy { .. } => "no-deputy",
            AccessRefusal::ReasonMissing(_) => "close-reason-missing",
            AccessRefusal::RevealReasonMissing(_) => "reveal-reason-missing",
        }
    }

    /// What is the matter, as one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            AccessRefusal::NoAccount(user) => lang
                .pick(format!("用户 {user} 没有可用的账户。"), format!("User {user} has no account that may be used.")),
            AccessRefusal::NotAllowed { right } => {
                lang.pick(format!("您的岗位不能“{}”。", right.0), format!("Your role may not do this: {}.", right.1))
            }
            AccessRefusal::Elsewhere { right } => lang.pick(
                format!("这不在您负责的部门或乡镇范围内，不能“{}”。", right.0),
                format!("This is of a department or township that is not yours: {}.", right.1),
            ),
            AccessRefusal::NameTownship => lang.pick(
                "您负责多个乡镇，须指明查看哪一个。".into(),
                "You look after several townships: name the one you mean.".into(),
            ),
            AccessRefusal::FourEyes => lang.pick(
                "涉及资金，经办人与审批人不能是同一人。".into(),
                "Where money moves, who entered it may not approve it as well.".into(),
            ),
            AccessRefusal::TakenElsewhere(what) => lang.pick(
                format!("该{}已登记在其他乡镇的家庭名下。", what.0),
                format!("This {} is already that of a family of another township.", what.1),
            ),
            AccessRefusal::NoSuchAccount(user) => {
                lang.pick(format!("没有用户 {user} 的账户。"), format!("There is no account of user {user}."))
            }
            AccessRefusal::IsClosed(user) => {
                lang.pick(format!("用户 {user} 的账户已停用。"), format!("The account of user {user} is closed."))
            }
            AccessRefusal::TooMany => {
                lang.pick("账户数量已到上限。".into(), "There are as many accounts as there may be.".into())
            }
            AccessRefusal::BadUser(user) => {
                lang.pick(format!("“{user}”不是系统用户名。"), format!("\"{user}\" is not the name of a user."))
            }
            AccessRefusal::NameMissing(user) => {
                lang.pick(format!("用户 {user} 的姓名没有填写。"), format!("The name of user {user} is missing."))
            }
            AccessRefusal::Departments { role } | AccessRefusal::Townships { role } => self.misplaced(*role, lang),
            AccessRefusal::NoSuchTownship(code) => {
                lang.pick(format!("没有代码为 {code} 的乡镇。"), format!("There is no township {code}."))
            }
            AccessRefusal::OwnDeputy(user) => {
                lang.pick(format!("用户 {user} 不能代理自己。"), format!("User {user} cannot stand in for himself."))
            }
            AccessRefusal::Absence { from, until } => lang.pick(
                format!("代理期 {from} 至 {until} 不可用：须尚未结束，且不超过一年。"),
                format!("{from} to {until} will not do: it must not be over, and last a year at most."),
            ),
            AccessRefusal::NoDeputy { user, deputy } => {
                lang.pick(format!("{deputy} 没有代理 {user}。"), format!("{deputy} does not stand in for {user}."))
            }
            AccessRefusal::ReasonMissing(user) => lang
                .pick(format!("停用 {user} 的账户须写明原因。"), format!("To close the account of {user}, say why.")),
            AccessRefusal::RevealReasonMissing(family) => lang.pick(
                format!("查看家庭 {family} 的完整证件号须写明原因。"),
                format!("To see the numbers of family {family} in full, say why."),
            ),
        }
    }

    /// What a role is held for, and was not given, or what it is not held for.
    fn misplaced(&self, role: Role, lang: Lang) -> String {
        let title = role.title().in_lang(lang);
        let (what, held) = match self {
            AccessRefusal::Departments { .. } => (lang.pick("部门", "departments"), role.of_departments()),
            _ => (lang.pick("乡镇", "townships"), role.of_townships()),
        };
        match held {
            true => lang.pick(format!("{title}须指明{what}。"), format!("The role {title} is held for named {what}.")),
            false => lang.pick(
                format!("{title}不限于某些{what}，不要指明{what}。"),
                format!("The role {title} is not held for named {what}."),
            ),
        }
    }

    /// What to do next, as one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        let text = match self {
            AccessRefusal::NoAccount(_) => lang.pick("请联系系统管理员开通。", "Ask the administrator for one."),
            AccessRefusal::NotAllowed { .. } => lang
                .pick("请交由有权限的同事办理，或联系系统管理员。", "Ask a colleague who may, or the administrator."),
            AccessRefusal::Elsewhere { .. } => {
                lang.pick("请联系负责的部门或乡镇。", "Ask the department or township it belongs to.")
            }
            AccessRefusal::NameTownship => lang.pick("用 --township 指明。", "Name it with --township."),
            AccessRefusal::FourEyes => lang.pick("请由另一位负责人审批。", "Let somebody else approve it."),
            AccessRefusal::TakenElsewhere(_) => lang.pick(
                "请核对证件；确认无误的，联系领导小组办公室。",
                "Check the card; if it is right, ask the leading-group office.",
            ),
            AccessRefusal::NoSuchAccount(_) | AccessRefusal::IsClosed(_) | AccessRefusal::NoDeputy { .. } => {
                lang.pick("用 fuzhu account list 查看账户。", "`fuzhu account list` shows the accounts.")
            }
            AccessRefusal::TooMany => lang.pick("请停用不再使用的账户。", "Close those that are not used."),
            AccessRefusal::BadUser(_) => {
                lang.pick("请填服务器上的登录用户名。", "Give the name that the user logs in with on the server.")
            }
            AccessRefusal::NameMissing(_) => lang.pick("用 --name 填写。", "Give it with --name."),
            AccessRefusal::Departments { .. } => {
                lang.pick("用 --department 指明部门。", "Departments are named with --department.")
            }
            AccessRefusal::Townships { .. } | AccessRefusal::NoSuchTownship(_) => {
                lang.pick("用 --township 指明乡镇。", "Townships are named with --township.")
            }
            AccessRefusal::OwnDeputy(_) => lang.pick("请另选一人。", "Choose somebody else."),
            AccessRefusal::Absence { .. } => lang.pick("请核对日期。", "Check the days."),
            AccessRefusal::ReasonMissing(_) | AccessRefusal::RevealReasonMissing(_) => {
                lang.pick("用 --reason 写明。", "Say it with --reason.")
            }
        };
        text.to_string()
    }
}
