namespace Router.Domain.Tests.Noise;

public class InhibitTimelineTests
{
    private const string Rule = """channel { inhibit: [{ source: 'severity == "Critical"', target: 'severity == "Warning"', equal: [project] }] }""";

    [Fact]
    public void A_target_is_held_back_while_its_source_is_open_and_told_when_that_resolves() => Story.Told($"""
        {Rule}
        at 0 s   trigger DB severity=Critical
        at 0 s   sent triggered DB
        at 10 s  trigger A
        at 60 s  nothing was sent
        at 70 s  resolve DB
        at 70 s  sent resolved DB
        at 70 s  sent triggered A Warning
        """);

    [Fact]
    public void A_target_that_was_told_first_is_held_back_from_then_on_and_its_end_is_told() => Story.Told($"""
        {Rule}
        at 0 s   trigger A
        at 0 s   sent triggered A
        at 5 s   trigger DB severity=Critical
        at 5 s   sent triggered DB
        at 10 s  acknowledge A
        at 11 s  nothing was sent
        at 20 s  resolve A
        at 20 s  sent resolved A
        """);

    [Fact]
    public void A_target_in_its_delay_is_held_back_by_a_source_that_came_meanwhile() => Story.Told("""
        channel { delay: 30s, inhibit: [{ source: 'title == "DB"', target: 'title != "DB"' }] }
        at 0 s   trigger A
        at 29 s  trigger DB
        at 30 s  nothing was sent
        at 59 s  sent triggered DB
        at 60 s  nothing was sent
        at 80 s  resolve DB
        at 80 s  sent resolved DB
        at 80 s  sent triggered A
        """);

    [Fact]
    public void Other_projects_are_not_inhibited() => Story.Told($"""
        {Rule}
        at 0 s   trigger DB severity=Critical
        at 0 s   sent triggered DB
        at 1 s   trigger A project=shop
        at 1 s   sent triggered A
        """);

    [Fact]
    public void The_last_of_several_sources_lifts_it() => Story.Told($"""
        {Rule}
        at 0 s   trigger DB1 severity=Critical
        at 0 s   sent triggered DB1
        at 1 s   trigger DB2 severity=Critical
        at 1 s   sent triggered DB2
        at 2 s   trigger A
        at 3 s   restart
        at 4 s   resolve DB1
        at 4 s   sent resolved DB1
        at 10 m  nothing was sent
        at 11 m  restart
        at 12 m  resolve DB2
        at 12 m  sent resolved DB2
        at 12 m  sent triggered A
        """);

    [Fact]
    public void What_ended_meanwhile_is_never_told() => Story.Told($"""
        {Rule}
        at 0 s   trigger DB severity=Critical
        at 0 s   sent triggered DB
        at 1 s   trigger A
        at 2 s   resolve A
        at 3 s   resolve DB
        at 3 s   sent resolved DB
        at 10 m  nothing was sent
        """);

    [Fact]
    public void A_source_that_falls_in_severity_inhibits_no_longer() => Story.Told($"""
        {Rule}
        at 0 s   metric M severity=Critical
        at 0 s   sent triggered M
        at 1 s   trigger A
        at 2 s   metric M severity=Warning
        at 2 s   sent triggered A
        at 300 s sent updated severity_lowered M
        """);

    [Fact]
    public void An_incident_is_held_back_only_while_all_its_open_issues_are() => Story.Told("""
        channel { groupBy: [environment], inhibit: [{ source: 'severity == "Critical"', target: 'severity == "Warning"', equal: [project] }] }
        at 0 s   trigger DB severity=Critical environment=core
        at 0 s   sent triggered DB
        at 1 s   trigger A environment=edge
        at 2 s   nothing was sent
        at 3 s   trigger B environment=edge project=shop
        at 3 s   sent triggered A
        """);

    [Fact]
    public void What_is_source_and_target_is_not_inhibited() => Story.Told("""
        channel { inhibit: [{ source: 'true', target: 'severity == "Warning"' }] }
        at 0 s   trigger A
        at 0 s   sent triggered A
        at 1 s   trigger B
        at 1 s   sent triggered B
        """);

    [Fact]
    public void An_absent_value_is_the_same_as_nothing() => Story.Told("""
        channel { inhibit: [{ source: 'title == "DB"', target: 'title != "DB"', equal: ['tags["host"]'] }] }
        at 0 s   trigger DB
        at 0 s   sent triggered DB
        at 1 s   trigger A
        at 1 s   sent triggered A
        """);
}
