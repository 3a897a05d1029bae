//! A whole plan of one checklist with 10,000 simulations, long and wide networks of steps, and the plans of 10,000
//! checklists. Beside the networks, the same passes over half as many steps: the time has to grow in line with them.

use chrono::NaiveDate;
use secure_start::catalogue::Catalogue;
use secure_start::checklist::{Checklist, Step};
use secure_start::format;
use secure_start::plan::{Assumptions, Plan, RUNS, SEED, access, likelihood, moves, saving, validity};
use timing::{median, took};

mod timing;

const TIMES: usize = 21;

fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
    let sample = sample();
    let chain = |count: usize| network(&sample, count, |place| place.checked_sub(1).into_iter().collect());
    let wide = |count: usize| network(&sample, count, |place| (place.saturating_sub(10)..place).collect());
    let one = |checklist: &Checklist| Plan::of(checklist, today, &Assumptions::default()).steps.len();
    let whole = |checklist: &Checklist| {
        let assumptions = Assumptions::default();
        let plan = Plan::of(checklist, today, &assumptions);
        let rest = (
            likelihood(checklist, today, &assumptions, RUNS, SEED),
            saving(checklist, &plan, &assumptions),
            moves(checklist, &plan),
            validity(checklist, &plan),
            access(checklist, &Catalogue::shipped().access, today),
        );
        std::hint::black_box(rest);
        plan.steps.len()
    };
    let many: Vec<Checklist> = (0..10_000).map(|_| sample.clone()).collect();
    let [half_chain, whole_chain] = &[chain(5_000), chain(10_000)];
    let [half_wide, whole_wide] = &[wide(5_000), wide(10_000)];
    let mut times: [Vec<f64>; 7] = Default::default();
    for _ in 0..TIMES {
        let [sums @ .., all] = &mut times;
        let works: [&dyn Fn() -> usize; 6] = [
            &|| whole(&sample),
            &|| one(&sample),
            &|| one(half_chain),
            &|| one(whole_chain),
            &|| one(half_wide),
            &|| one(whole_wide),
        ];
        for (times, work) in sums.iter_mut().zip(works) {
            times.push(took(work));
        }
        all.push(took(|| many.iter().map(one).sum()));
    }
    let [whole, single, half_chain, whole_chain, half_wide, whole_wide, all] = times.map(median);
    let steps = sample.steps.len();
    println!("a whole plan of {steps} steps, {RUNS} simulations   {whole:.2} ms");
    println!("the same without simulations                  {single:.3} ms");
    println!(
        "a chain of 10,000 steps                       {whole_chain:.2} ms ({:.2} x 5,000: {half_chain:.2} ms)",
        whole_chain / half_chain
    );
    println!(
        "10,000 steps, each waiting for ten            {whole_wide:.2} ms ({:.2} x 5,000: {half_wide:.2} ms)",
        whole_wide / half_wide
    );
    println!("plans of 10,000 checklists                    {all:.0} ms");
}

/// A sample in which the first shift is known and nearly everything is open.
fn sample() -> Checklist {
    let text = include_str!("../assets/samples/1-nurse-england.json");
    let Ok(read) = format::read(text.as_bytes(), Catalogue::shipped()) else { return none() };
    let mut checklist = read.checklist;
    for step in &mut checklist.steps {
        step.record = secure_start::checklist::Record::default();
    }
    checklist
}

#[expect(clippy::panic, reason = "a benchmark without its sample has nothing to measure")]
fn none() -> Checklist {
    panic!("the sample cannot be read")
}

/// So many steps, each waiting for some before it.
fn network(sample: &Checklist, count: usize, waits_for: impl Fn(usize) -> Vec<usize>) -> Checklist {
    let id = |place: usize| format!("step-{place:05}");
    let step = |(place, step): (usize, &Step)| {
        let mut step = step.clone();
        step.id = id(place).as_str().into();
        step.waits_for = waits_for(place).into_iter().map(|before| id(before).as_str().into()).collect();
        step.alternatives.clear();
        step
    };
    Checklist { steps: sample.steps.iter().cycle().take(count).enumerate().map(step).collect(), ..sample.clone() }
}
