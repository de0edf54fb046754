//! Work: in one piece or in slices, it comes to the same.
use crate::dummies::{dial, reason, rejected, serve, verdict};
use sasl_core::{
    Client, Cost, Profile, Server, Side, Step, Work, WorkProgress, client,
    mechanism::{Job, JobProgress, Next},
    server::{Finish, Rejection},
};

/// So many units; then the name is how many were done and in how many slices.
struct Counting {
    left: u32,
    slices: u32,
    most: u32,
}

impl Job<Server> for Counting {
    fn run_for(self: Box<Self>, units: u32) -> JobProgress<Server> {
        let left = self.left.saturating_sub(units);
        let (slices, most) = (self.slices + 1, self.most.max(units));
        if left == 0 {
            return JobProgress::Complete(Ok(Next::finish(Finish::rejected_with(
                Rejection::BadCredentials,
                format!("{slices} slices of at most {most}"),
            ))));
        }
        JobProgress::Pending(Box::new(Self { left, slices, most }))
    }
}

fn work(units: u32) -> Work<Server> {
    let step = serve(Profile::LDAP, move || {
        Next::work_state(Cost::units(units), Box::new(Counting { left: units, slices: 0, most: 0 }))
    });
    match step {
        Step::Work(work) => work,
        other => panic!("{other:?}"),
    }
}

/// What the job said in the end, and what `done` said on the way.
fn in_slices_of(units: u32, mut work: Work<Server>) -> (String, Vec<u32>) {
    let mut done = Vec::new();
    loop {
        done.push(work.done());
        match work.run_for(units) {
            WorkProgress::Pending(rest) => work = rest,
            WorkProgress::Complete(step) => return (told(step), done),
        }
    }
}

fn told(step: sasl_core::server::Step) -> String {
    match verdict(step) {
        sasl_core::server::Verdict::Rejected(rejected) => {
            String::from_utf8_lossy(rejected.failure_data().unwrap()).into_owned()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_of_it_at_once_is_one_slice() {
    assert_eq!(told(work(1000).run()), format!("1 slices of at most {}", u32::MAX));
}

#[test]
fn slices_come_to_the_same_end_and_show_progress() {
    let (told, done) = in_slices_of(300, work(1000));
    assert_eq!(told, "4 slices of at most 300");
    assert_eq!(done, [0, 300, 600, 900]);
}

#[test]
fn a_slice_of_nothing_is_a_slice_of_one() {
    let (told, done) = in_slices_of(0, work(3));
    assert_eq!(told, "3 slices of at most 1");
    assert_eq!(done, [0, 1, 2]);
}

#[test]
fn a_rest_can_be_run_in_one_piece() {
    let WorkProgress::Pending(rest) = work(1000).run_for(999) else { panic!() };
    assert_eq!((rest.done(), rest.cost().get()), (999, 1000));
    assert!(told(rest.run()).starts_with("2 slices"));
}

#[test]
fn done_never_passes_the_cost_even_of_a_job_that_does() {
    let step = serve(Profile::LDAP, || {
        Next::work_state(Cost::units(10), Box::new(Counting { left: 1000, slices: 0, most: 0 }))
    });
    let Step::Work(work) = step else { panic!("{step:?}") };
    let (_, done) = in_slices_of(10, work);
    assert!(done.iter().all(|done| *done <= 10));
    assert_eq!(done.last(), Some(&10));
}

#[test]
fn a_run_goes_on_until_a_job_that_stops_early_is_through() {
    struct Stubborn(u32);
    impl Job<Server> for Stubborn {
        fn run_for(self: Box<Self>, _: u32) -> JobProgress<Server> {
            match self.0 {
                0 => JobProgress::Complete(Ok(Next::finish(Finish::rejected(Rejection::Expired)))),
                left => JobProgress::Pending(Box::new(Self(left - 1))),
            }
        }
    }
    let step = serve(Profile::MAIL, || Next::work_state(Cost::units(5), Box::new(Stubborn(5))));
    let Step::Work(work) = step else { panic!("{step:?}") };
    assert_eq!(rejected(work.run()), Rejection::Expired);
}

#[test]
fn work_says_its_cost_and_its_mechanism() {
    let work = work(1000);
    assert_eq!((work.cost(), work.done(), work.mechanism()), (Cost::units(1000), 0, "X-TEST"));
}

#[test]
fn work_that_is_not_wanted_any_more_is_a_verdict_at_any_point() {
    assert_eq!(reason(&work(9).cancel()), Rejection::Cancelled);
    assert_eq!(reason(&work(9).unavailable()), Rejection::Unavailable);
    let WorkProgress::Pending(rest) = work(9).run_for(5) else { panic!() };
    assert_eq!(reason(&rest.cancel()), Rejection::Cancelled);
}

#[test]
fn a_clients_work_leads_to_its_next_message() {
    let working =
        || Ok(Next::work(Cost::units(2), || Ok(Next::finish(client::Finish::with_final_message(b"proof")))));
    let Ok(Step::Work(work)) = dial(Profile::MAIL, working) else { panic!() };
    assert_eq!((work.cost().get(), work.mechanism()), (2, "X-TEST"));
    let WorkProgress::Complete(step) = work.run_for(1) else { panic!("a closure is one slice") };
    assert_eq!(crate::dummies::sent(step.unwrap()).0, b"proof");
}

#[test]
fn work_can_move_to_another_thread_and_back() {
    fn elsewhere<S: Side>(work: Work<S>) -> S::Handed
    where
        S::Handed: Send,
    {
        std::thread::scope(|scope| scope.spawn(|| work.run()).join().unwrap())
    }
    assert!(told(elsewhere(work(1000))).starts_with("1 slices"));
    let step = dial(Profile::MAIL, || {
        Ok(Next::<Client>::work(Cost::units(1), || {
            Ok(Next::finish(client::Finish::with_final_message(b"proof")))
        }))
    });
    let Ok(Step::Work(work)) = step else { panic!() };
    assert!(elsewhere(work).is_ok());
}
