//! Who gets which steps: expectations that were written from the sources alone, without a look at the catalogue's
//! rules. `tests/data/personas.json` holds them, each with the reason.

use std::collections::BTreeSet;

use secure_start::catalogue::Situation;
use secure_start::ids::StepId;
use serde::Deserialize;

use crate::world::catalogue;

/// A person, and some of the steps that they must and must not get.
#[derive(Clone, Deserialize)]
struct Persona {
    who: String,
    nation: String,
    setting: String,
    role: String,
    contract: String,
    must: Vec<StepId>,
    must_not: Vec<StepId>,
    because: String,
}

impl Persona {
    fn situation(&self) -> Situation {
        Situation {
            nation: self.nation.as_str().into(),
            setting: self.setting.as_str().into(),
            role: self.role.as_str().into(),
            contract: self.contract.as_str().into(),
        }
    }

    /// What is not as it has to be, a line each.
    fn faults(&self) -> Vec<String> {
        let situation = self.situation();
        let has: BTreeSet<&StepId> = catalogue().steps_for(&situation).iter().map(|step| &step.id).collect();
        let lacks = self.must.iter().filter(|id| !has.contains(id));
        let has_too_many = self.must_not.iter().filter(|id| has.contains(id));
        let lacks = lacks.map(|id| format!("{} does not get {id}", self.who));
        lacks.chain(has_too_many.map(|id| format!("{} gets {id}", self.who))).collect()
    }
}

fn personas() -> Vec<Persona> {
    serde_json::from_str(include_str!("../data/personas.json")).unwrap()
}

#[test]
fn everybody_gets_the_steps_that_the_sources_call_for_and_no_others() {
    let faults: Vec<String> = personas().iter().flat_map(Persona::faults).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_personas_cover_every_nation_setting_role_and_contract() {
    let personas = personas();
    assert!(personas.len() >= 48);
    let of = |value: fn(&Situation) -> String| -> BTreeSet<String> {
        personas.iter().map(|persona| value(&persona.situation())).collect()
    };
    let everywhere: BTreeSet<String> =
        catalogue().situations().map(|it| format!("{} {}", it.nation, it.setting)).collect();
    assert_eq!(everywhere.len(), 30);
    assert_eq!(of(|it| format!("{} {}", it.nation, it.setting)), everywhere);
    assert_eq!(of(|it| it.role.to_string()).len(), catalogue().roles.len());
    assert_eq!(of(|it| it.contract.to_string()).len(), catalogue().contracts.len());
    for persona in &personas {
        assert!(catalogue().check(&persona.situation()).is_ok(), "{}", persona.who);
        assert!(persona.must.len() >= 8 && persona.must_not.len() >= 8, "{}", persona.who);
        assert!(persona.because.contains("(s"), "{} names no source", persona.who);
        for id in persona.must.iter().chain(&persona.must_not) {
            assert!(catalogue().step(id).is_some(), "{id} does not exist");
        }
    }
}

#[test]
fn a_persona_who_lacks_a_step_or_has_one_too_many_is_noticed() {
    let mut persona = personas().swap_remove(0);
    std::mem::swap(&mut persona.must, &mut persona.must_not);
    assert_eq!(persona.faults().len(), persona.must.len() + persona.must_not.len());
}
