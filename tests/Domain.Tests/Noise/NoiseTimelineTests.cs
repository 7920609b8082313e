namespace Router.Domain.Tests.Noise;

/// <summary>What the on-call engineer sees of each noise rule.</summary>
public class NoiseTimelineTests
{
    [Fact]
    public void What_ends_within_the_delay_is_not_told() => Story.Told("""
        channel { delay: 30s }
        at 0 s   trigger A
        at 20 s  resolve A
        at 31 s  nothing was sent
        at 60 s  trigger A
        at 90 s  sent triggered A
        at 95 s  resolve A
        at 95 s  sent resolved A
        """);

    [Fact]
    public void Reminders_come_until_somebody_acknowledges() => Story.Told("""
        channel { repeatEvery: 1h }
        at 0 s       trigger A
        at 0 s       sent triggered A
        at 1 h       sent updated reminder A
        at 2 h       sent updated reminder A
        at 2 h 30 m  acknowledge A
        at 2 h 30 m  sent acknowledged A
        at 9 h       nothing was sent
        at 10 h      resolve A
        at 10 h      sent resolved A
        at 20 h      nothing was sent
        """);

    [Fact]
    public void A_reminder_counts_from_what_was_said_last() => Story.Told("""
        channel { repeatEvery: 1h }
        at 0 s    trigger A
        at 0 s    sent triggered A
        at 30 m   trigger A severity=Critical
        at 30 m   sent escalated A Critical
        at 90 m   sent updated reminder A
        """);

    [Fact]
    public void Issues_that_join_and_end_are_told_at_the_pace() => Story.Told("""
        channel { groupBy: [project], updateEvery: 5m }
        at 0 s    trigger A
        at 0 s    sent triggered A
        at 10 s   trigger B
        at 20 s   resolve A
        at 299 s  nothing was sent
        at 300 s  sent updated issue_added A
        at 400 s  trigger C
        at 410 s  resolve C
        at 600 s  sent updated issue_added A
        at 700 s  trigger D
        at 900 s  sent updated issue_added A
        at 901 s  resolve D
        at 1200 s sent updated issue_resolved A
        at 1300 s resolve B
        at 1300 s sent resolved A
        """);

    [Fact]
    public void What_flaps_says_so_once_is_muted_and_says_where_it_stands_when_the_mute_ends() => Story.Told("""
        channel { flapping: { changes: 4, within: 60m, mute: 120m } }
        at 0 s      trigger A
        at 0 s      sent triggered first_notification A
        at 5 m      resolve A
        at 5 m      sent resolved A
        at 10 m     trigger A
        at 10 m     sent reopened reopened A
        at 15 m     resolve A
        at 15 m     sent resolved flapping_started A
        at 20 m     trigger A
        at 25 m     resolve A
        at 30 m     restart
        at 100 m    trigger A
        at 134 m    nothing was sent
        at 135 m    sent reopened flapping_ended A
        at 140 m    resolve A
        at 140 m    sent resolved resolved A
        """);

    [Fact]
    public void What_ended_in_the_mute_is_resolved_when_the_mute_ends() => Story.Told("""
        channel { flapping: { changes: 3, within: 60m, mute: 60m } }
        at 0 s    trigger A
        at 0 s    sent triggered A
        at 1 m    resolve A
        at 1 m    sent resolved A
        at 2 m    trigger A
        at 2 m    sent reopened flapping_started A
        at 3 m    resolve A
        at 61 m   nothing was sent
        at 62 m   sent resolved flapping_ended A
        """);

    [Fact]
    public void What_calmed_down_in_the_mute_says_that_it_is_over() => Story.Told("""
        channel { flapping: { changes: 2, within: 60m, mute: 60m } }
        at 0 s    trigger A
        at 0 s    sent triggered A
        at 1 m    resolve A
        at 1 m    sent resolved flapping_started A
        at 2 m    trigger A severity=Critical
        at 3 m    resolve A
        at 60 m   nothing was sent
        at 61 m   sent updated flapping_ended A Ok
        """);

    [Fact]
    public void A_mute_that_ends_in_quiet_hours_is_told_when_they_end() => Story.Told("""
        starts 2026-01-29T20:00:00Z
        channel { flapping: { changes: 3, within: 60m, mute: 60m }, quietHours: { days: [mon-sun], from: "20:30", to: "22:00", timezone: UTC } }
        at 0 s    trigger A
        at 0 s    sent triggered A
        at 1 m    resolve A
        at 1 m    sent resolved A
        at 2 m    trigger A
        at 2 m    sent reopened flapping_started A
        at 3 m    resolve A
        at 4 m    trigger A
        at 119 m  nothing was sent
        at 2 h    sent updated flapping_ended A
        """);

    [Fact]
    public void Slow_changes_do_not_flap() => Story.Told("""
        channel { flapping: { changes: 3, within: 10m, mute: 60m } }
        at 0 s    trigger A
        at 0 s    sent triggered A
        at 6 m    resolve A
        at 6 m    sent resolved A
        at 12 m   trigger A
        at 12 m   sent reopened reopened A
        at 18 m   resolve A
        at 18 m   sent resolved resolved A
        """);

    [Fact]
    public void What_begins_anew_each_time_flaps_too() => Story.Told("""
        channel { reopenWithin: 0s, flapping: { changes: 3, within: 60m, mute: 60m } }
        at 0 s    trigger A
        at 0 s    sent triggered A
        at 1 m    resolve A
        at 1 m    sent resolved A
        at 2 m    trigger A
        at 2 m    sent triggered flapping_started A
        at 3 m    resolve A
        at 4 m    trigger A
        at 61 m   nothing was sent
        at 62 m   sent updated flapping_ended A
        """);

    [Fact]
    public void A_storm_is_announced_once_for_each_threshold() => Story.Told("""
        channel { groupBy: [project], storm: [3, 5] }
        at 0 s   trigger A
        at 0 s   sent triggered A
        at 1 s   trigger B
        at 2 s   trigger C
        at 2 s   sent updated storm A
        at 3 s   trigger D
        at 4 s   resolve D
        at 5 s   trigger D
        at 6 s   trigger E
        at 6 s   sent updated storm A
        at 305 s nothing was sent
        """);

    [Fact]
    public void Quiet_hours_let_wait_what_can_wait_until_morning() => Story.Told("""
        starts 2026-01-29T21:00:00Z
        channel { quietHours: { days: [mon-sun], from: "22:00", to: "07:00", timezone: Europe/Berlin } }
        at 0 s      trigger A
        at 1 m      trigger B
        at 2 m      trigger C
        at 3 m      trigger D severity=Critical
        at 3 m      sent triggered D Critical
        at 1 h      resolve B
        at 2 h      trigger C severity=Critical
        at 2 h      sent triggered C Critical
        at 2 h 1 m  resolve C
        at 2 h 1 m  sent resolved C
        at 8 h      nothing was sent
        at 9 h      sent triggered first_notification A
        """);

    [Fact]
    public void What_quiet_hours_except_does_not_wait() => Story.Told("""
        starts 2026-01-29T21:00:00Z
        channel { quietHours: { except: 'project == "payments"', days: [mon-sun], from: "22:00", to: "07:00", timezone: Europe/Berlin } }
        at 0 s  trigger A project=payments
        at 0 s  sent triggered A
        at 1 s  trigger B
        at 2 s  nothing was sent
        """);

    [Fact]
    public void What_was_told_before_the_night_is_resolved_in_it() => Story.Told("""
        starts 2026-01-29T20:59:00Z
        channel { quietHours: { days: [mon-sun], from: "22:00", to: "07:00", timezone: Europe/Berlin }, repeatEvery: 1h }
        at 0 s   trigger A
        at 0 s   sent triggered A
        at 5 h   resolve A
        at 5 h   sent resolved A
        """);
}
