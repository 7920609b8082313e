using Router.Domain.Noise;

namespace Router.Domain.Tests.Noise;

public class SilenceDraftTests
{
    private static readonly SilenceDraft Good = new() { When = "project == \"web\"", Until = "2026-01-31T12:00:00Z" };

    private static readonly WeeklyDraft Weekly = new() { Days = ["sat", "mon-tue"], From = "22:00", To = "06:00", Timezone = "Europe/Berlin" };

    [Fact]
    public void A_good_draft_is_a_silence()
    {
        var problems = new List<SilenceProblem>();
        var silence = (Good with { Mode = "drop", From = "2026-01-01T00:00+01:00", Weekly = Weekly, Owner = "Ann", Reason = "deploy" }).Read("x", problems)!;

        Assert.Empty(problems);
        Assert.Equal(("x", SilenceMode.Drop, "Ann", "deploy"), (silence.Id, silence.Mode, silence.Owner, silence.Reason));
        Assert.Equal((Window.Time("2025-12-31T23:00:00Z"), Window.Time("2026-01-31T12:00:00Z")), (silence.Schedule.From, silence.Schedule.Until));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Saturday], silence.Schedule.Weekly!.Days.AsEnumerable());
    }

    [Fact]
    public void A_weekly_silence_needs_no_end() => Assert.NotNull((Good with { Until = null, Weekly = Weekly }).Read("x", []));

    [Fact]
    public void Every_problem_is_told_by_its_field()
    {
        var draft = new SilenceDraft
        {
            When = "project == \"web\" && color == 1",
            Mode = "mute",
            From = "2026-01-31",
            Until = "tomorrow",
            Owner = "",
            Reason = "a\nb",
            Weekly = new() { Days = ["sat", "funday"], From = "25:00", Timezone = "Europe/Berln" },
        };
        var problems = new List<SilenceProblem>();

        Assert.Null(draft.Read("x", problems));
        Assert.Equal(["from", "mode", "owner", "reason", "until", "weekly.days[1]", "weekly.from", "weekly.timezone", "weekly.to", "when"], problems.Select(p => p.Field).Order());
        Assert.Equal(20, problems.Single(p => p.Field == "when").Position);
        Assert.Contains("Europe/Berlin", problems.Single(p => p.Field == "weekly.timezone").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "when")]
    [InlineData(" ", "when")]
    public void A_condition_is_mandatory(string? when, string field)
    {
        var problems = new List<SilenceProblem>();
        Assert.Null((Good with { When = when }).Read("x", problems));
        Assert.Equal(field, Assert.Single(problems).Field);
    }

    [Fact]
    public void Without_hours_an_end_is_mandatory_and_after_the_begin()
    {
        var problems = new List<SilenceProblem>();
        Assert.Null((Good with { Until = null }).Read("x", problems));
        Assert.Null((Good with { From = Good.Until }).Read("x", problems));
        Assert.Equal(["until", "until"], problems.Select(p => p.Field));
    }

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("/etc/localtime")]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    public void Only_names_of_zones_are_zones(string text) => Assert.Null(ScheduleText.Zone(text));

    [Theory]
    [InlineData("fri-mon", 4)]
    [InlineData("mon-sun", 7)]
    [InlineData("wed-wed", 1)]
    [InlineData("mon-tue-wed", null)]
    [InlineData("Sat", null)]
    [InlineData("", null)]
    public void Days_are_read(string text, int? count) => Assert.Equal(count, ScheduleText.Days(text)?.Length);

    [Fact]
    public void What_is_stored_is_read_again()
    {
        var record = new SilenceRecord { Id = "s-1", Draft = Good with { Weekly = Weekly }, Request = "", CreatedBy = "Ann", CreatedAt = Alert.T0 };
        var read = SilenceStore.Read(SilenceStore.Snapshot(record).State);

        Assert.Equal(record.Draft with { Weekly = null }, read.Draft with { Weekly = null });
        Assert.Equal(record.Draft.Weekly!.Days, read.Draft.Weekly!.Days);
        Assert.Equal((record.Id, record.CreatedBy, record.CreatedAt), (read.Id, read.CreatedBy, read.CreatedAt));
        Assert.NotNull(SilenceStore.Snapshot(record).DueAt);
    }

    [Fact]
    public void One_that_was_ended_holds_until_then_and_is_retentions()
    {
        var record = new SilenceRecord { Id = "s-1", Draft = Good, Request = "", CreatedBy = "Ann", CreatedAt = Alert.T0, EndedAt = Alert.At(60), EndedBy = "Bob" };

        Assert.Equal(Alert.At(60), record.Read()!.Schedule.Until);
        Assert.Equal((SilenceStore.Over, null), (SilenceStore.Snapshot(record).Index!.Status, SilenceStore.Snapshot(record).DueAt));
    }
}
