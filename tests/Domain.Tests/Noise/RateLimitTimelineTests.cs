namespace Router.Domain.Tests.Noise;

public class RateLimitTimelineTests
{
    [Fact]
    public void The_excess_is_summarised_and_told_when_it_is_its_turn() => Story.Told("""
        channel { rateLimit: 2/1m }
        at 0 s   trigger A
        at 0 s   sent triggered A
        at 1 s   trigger B
        at 1 s   sent triggered B
        at 2 s   trigger C
        at 3 s   trigger D
        at 4 s   trigger E project=shop
        at 59 s  nothing was sent
        at 60 s  sent updated summary "3 more incidents in the last minute, 2 of them project=web"
        at 60 s  sent triggered C
        at 60 s  sent triggered D
        at 61 s  restart
        at 119 s nothing was sent
        at 120 s sent triggered E
        """);

    [Fact]
    public void Critical_is_never_held_back_and_resolves_are_always_sent() => Story.Told("""
        channel { rateLimit: 1/1m }
        at 0 s   trigger A
        at 0 s   sent triggered A
        at 1 s   trigger B severity=Critical
        at 1 s   sent triggered B
        at 2 s   resolve A
        at 2 s   sent resolved A
        at 3 s   resolve B
        at 3 s   sent resolved B
        """);

    [Fact]
    public void What_becomes_critical_while_it_waits_is_told_at_once() => Story.Told("""
        channel { rateLimit: 1/1m }
        at 0 s   trigger A
        at 0 s   sent triggered A
        at 1 s   trigger B
        at 2 s   trigger B severity=Critical
        at 2 s   sent triggered B Critical
        at 60 s  sent updated summary "1 more incident in the last minute, project=web"
        at 10 m  nothing was sent
        """);

    [Fact]
    public void What_ends_while_it_waits_gives_its_turn_to_the_next() => Story.Told("""
        channel { rateLimit: 1/1m }
        at 0 s   trigger A
        at 0 s   sent triggered A
        at 1 s   trigger B
        at 2 s   trigger C
        at 3 s   resolve B
        at 60 s  sent updated summary "2 more incidents in the last minute, project=web"
        at 60 s  sent triggered C
        at 10 m  nothing was sent
        """);

    [Fact]
    public void Changes_of_what_was_told_wait_too_and_are_not_lost() => Story.Told("""
        channel { rateLimit: 1/1m }
        at 0 s   trigger A
        at 0 s   sent triggered A
        at 5 s   resolve A
        at 5 s   sent resolved A
        at 6 s   trigger A
        at 60 s  sent updated summary "1 update of known ones in the last minute"
        at 60 s  sent reopened A
        """);
}
