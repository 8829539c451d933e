//! Every profile answers every property, and every answer has a source.

use super::{Answer, Profile, Source};
use crate::http::property::Property;

#[test]
fn every_profile_has_every_property_with_a_source() {
    for profile in Profile::ALL {
        for property in Property::ALL {
            let (answer, source) = profile.fact(property);
            let told = !matches!(source, Source::Nowhere);
            assert_eq!(answer != Answer::Unknown, told, "{} {}", profile.name, property.name());
        }
        assert!(Property::ALL.into_iter().any(|p| profile.answer(p) != Answer::Unknown), "{}", profile.name);
    }
}

#[test]
fn every_row_of_results_has_a_mark_for_every_product() {
    let tested = Profile::ALL.iter().filter(|p| matches!(p.facts, super::Facts::Published(_))).count();
    for (property, marks) in super::published::RESULTS {
        let marks: Vec<char> = marks.chars().filter(|m| *m != ' ').collect();
        assert_eq!(marks.len(), tested, "{}", property.name());
        assert!(marks.iter().all(|m| "yn?".contains(*m)), "{}", property.name());
        assert!(property.test().is_some(), "{}", property.name());
    }
}

#[test]
fn names_lead_back_to_what_they_name() {
    for profile in Profile::ALL {
        assert_eq!(Profile::of(profile.name), Some(&profile));
    }
    for property in Property::ALL {
        assert_eq!(Property::of(property.name()), Some(property));
        assert!(!property.about().is_empty());
    }
    assert_eq!(Profile::of("lynx"), None);
}

#[test]
fn published_results_stand_under_their_products() {
    let answer = |name: &str, property| Profile::of(name).map(|p| p.answer(property));
    assert_eq!(answer("nginx", Property::UnsafeMethods), Some(Answer::No));
    assert_eq!(answer("fastly", Property::StaleWhileRevalidate), Some(Answer::Yes));
    assert_eq!(answer("caddy", Property::Targeted), Some(Answer::Yes));
    assert_eq!(answer("chrome", Property::RequestNoCache), Some(Answer::Yes));
    assert_eq!(answer("cloudflare", Property::Age), Some(Answer::Unknown));
}
