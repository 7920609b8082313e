namespace Router.Domain.Tests.Noise;

public class MergeMetricTimelineTests
{
    [Fact]
    public void A_metric_alert_and_its_issue_are_one_incident_that_ends_with_both() => Story.Told("""
        channel { mergeMetric: true }
        at 0 s    metric M1 title="Error rate" severity=Critical
        at 0 s    sent triggered "Error rate" Critical
        at 90 s   trigger 77 title="Error rate"
        at 100 s  nothing was sent
        at 300 s  sent updated issue_added
        at 400 s  resolve M1 metric=true title="Error rate"
        at 600 s  sent updated issue_resolved
        at 800 s  resolve 77 title="Error rate"
        at 800 s  sent resolved "Error rate"
        at 900 s  metric M1 title="Error rate" severity=Critical
        at 900 s  sent reopened
        """);

    [Fact]
    public void The_issue_may_come_first() => Story.Told("""
        channel { mergeMetric: true }
        at 0 s   trigger 77 title="Error rate"
        at 0 s   sent triggered "Error rate"
        at 20 s  metric M1 title="Error rate" severity=Critical
        at 20 s  sent escalated "Error rate" Critical
        """);

    [Fact]
    public void Later_than_two_minutes_they_are_two() => Story.Told("""
        channel { mergeMetric: true }
        at 0 s    metric M1 title="Error rate"
        at 0 s    sent triggered
        at 121 s  trigger 77 title="Error rate"
        at 121 s  sent triggered
        """);

    [Fact]
    public void Two_issues_of_one_title_stay_two_and_each_is_reopened_as_itself() => Story.Told("""
        channel { mergeMetric: true }
        at 0 s   trigger 1 title="Timeout"
        at 0 s   sent triggered
        at 1 s   trigger 2 title="Timeout"
        at 1 s   sent triggered
        at 2 s   resolve 1
        at 2 s   sent resolved
        at 3 s   resolve 2
        at 3 s   sent resolved
        at 4 s   trigger 1 title="Timeout"
        at 4 s   sent reopened
        """);

    [Fact]
    public void Other_projects_and_titles_stay_apart() => Story.Told("""
        channel { mergeMetric: true }
        at 0 s   metric M1 title="Error rate"
        at 0 s   sent triggered
        at 1 s   trigger 1 title="Error rate" project=shop
        at 1 s   sent triggered
        at 2 s   trigger 2 title="Other"
        at 2 s   sent triggered
        """);
}
