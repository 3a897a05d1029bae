//! A large team, for benchmarks.

use std::path::PathBuf;

use secure_start::app::{Event, Moment, Msg, Purpose, SAMPLES, Sample, State, TeamEnd, update};
use secure_start::catalogue::Catalogue;
use secure_start::format::Settings;
use secure_start::team::{Columns, Person, Scanned};

/// A team of so many, from the samples.
pub(crate) fn team_of(people: u32, moment: &Moment) -> State {
    let mut state = State::new(Settings::default(), moment.stamp.today);
    let folder = PathBuf::from("team");
    update(&mut state, Msg::Happened(Event::ChosenToOpen(Purpose::Team, Some(folder.clone()))), moment);
    let catalogue = Catalogue::shipped();
    let columns = Columns::of(catalogue);
    let samples: Vec<_> = SAMPLES.iter().filter_map(Sample::checklist).collect();
    let scanned = (0..people).zip(samples.iter().cycle()).map(|(number, sample)| {
        let mut read = Person::read(sample, catalogue, &columns, moment.stamp.today, 30, 0);
        read.person.document = format!("person-{number}").as_str().into();
        let path = folder.join(format!("person {number:06}.json"));
        Scanned { path, content: u64::from(number), result: Ok(Box::new(read)) }
    });
    let end = TeamEnd { scanned: scanned.collect(), gone: Vec::new(), is_whole: true, is_cancelled: false };
    update(&mut state, Msg::Happened(Event::TeamEnded { number: 1, result: Ok(end) }), moment);
    state
}
