//! Members of the config of one workflow, which replace those of the portal.

use crate::{form, full};
use guitai::config::Config;
use guitai::deadline::Period;
use serde_json::json;

/// The members of a workflow replace those of the portal; the portal's other members apply.
#[test]
fn a_workflow_has_its_own_agency_and_times_of_reply() {
    let config = Config::read(&full().to_string()).unwrap();
    let mail = config.clone().for_workflow("mail");
    assert_eq!(mail.agency.as_ref().unwrap().phone, "(00) 1111-1111");
    assert_eq!(mail.reply_within.as_ref().unwrap().in_language("en"), "30 days");
    assert_eq!(mail.reply_period, Some(Period::Days(30)));
    assert_eq!(mail.privacy, config.privacy);
    assert_eq!(mail.apply(form()), config.apply(form()));
    let other = config.clone().for_workflow("other");
    assert_eq!((other.agency, other.reply_within), (config.agency, config.reply_within));

    let mut own = full();
    let mut privacy = own["privacy"].clone();
    privacy["holder"] = json!("服務中心");
    own["workflows"]["mail"]["privacy"] = privacy;
    let mail = Config::read(&own.to_string()).unwrap().for_workflow("mail");
    assert_eq!(mail.privacy.unwrap().items[0].in_language("en"), "服務中心");
}

#[test]
fn a_workflow_has_no_other_members() {
    for (members, place) in [
        (json!({"units": []}), "/workflows/mail/units"),
        (json!({"agency": {"phone": "1999"}}), "/workflows/mail/agency/name"),
        (json!([]), "/workflows/mail"),
    ] {
        let mut config = full();
        config["workflows"]["mail"] = members;
        let error = Config::read(&config.to_string()).unwrap_err();
        assert_eq!(error.place, place, "{error}");
    }
}
