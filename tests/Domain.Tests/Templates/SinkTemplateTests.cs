using Router.Domain.Delivery;
using Router.Domain.Templates;

namespace Router.Domain.Tests.Templates;

public sealed class SinkTemplateTests
{
    private static readonly RouterLinks Links = new("https://router.example");
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("{{ incident.severity }} {{ incident.labels.team }} {{ type }}", "Critical checkout triggered")]
    [InlineData("{% for issue in incident.issues %}{{ forloop.index }} {{ issue.shortId }} x{{ issue.count }};{% endfor %}", "1 PAYMENTS-42 x17;2 PAYMENTS-43 x17;")]
    [InlineData("{% if incident.resolvedAt %}over{% else %}open since {{ incident.startedAt | date: '%H:%M' }}{% endif %}", "open since 11:48")]
    [InlineData("{% assign n = incident.issueCount | plus: 1 %}{{ n }} {{ incident.issues.size }} {{ incident.issues.first.rule }}", "3 2 Errors in checkout")]
    [InlineData("{{ incident.labels['project'] | upcase | append: '!' }}", "PAYMENTS!")]
    [InlineData("{{ incident.labels.missing | default: 'none' }}", "none")]
    [InlineData("{{ incident.url }}", "https://router.example/incidents/0123456789abcdef0123456789abcdef-1")]
    public void Template_sees_the_incident(string text, string expected) => Assert.Equal(new RenderedText(expected, null), Render(text));

    [Theory]
    [InlineData(TextFormat.Plain, "TypeError: cannot read <amount> & 'currency'")]
    [InlineData(TextFormat.Mrkdwn, "TypeError: cannot read &lt;amount&gt; &amp; 'currency'")]
    [InlineData(TextFormat.Html, "TypeError: cannot read &lt;amount&gt; &amp; &#x27;currency&#x27;")]
    public void Values_are_escaped_and_the_template_is_not(TextFormat format, string expected) =>
        Assert.Equal($"<b>{expected}</b>", Render("<b>{{ incident.title }}</b>", format).Text);

    [Theory]
    [InlineData("\ud83d\ude80 \"quoted\" +ü", TextFormat.Mrkdwn, "\ud83d\ude80 \"quoted\" +ü")]
    [InlineData("&amp; &#x3C; &lt;!channel&gt;", TextFormat.Mrkdwn, "&amp;amp; &amp;#x3C; &amp;lt;!channel&amp;gt;")]
    [InlineData("<!channel>", TextFormat.Mrkdwn, "&lt;!channel&gt;")]
    public void Slack_knows_three_entities_only(string title, TextFormat format, string expected) =>
        Assert.Equal(expected, SinkTemplate.Parse("{{ incident.title }}", out _)!.Render(TemplateSample.Of(NotificationType.Triggered, Now) with { Title = title }, Links, format).Text);

    [Theory]
    [InlineData("{{ incident.title", 1, "was expected")]
    [InlineData("a\n{% nonsense %}", 2, "Unknown tag 'nonsense'")]
    [InlineData("a\n  {{ incident.titel }}", 2, "there is no incident.titel; did you mean title?")]
    [InlineData("{{ incidnet.title }}", 1, "there is no incidnet; did you mean incident?")]
    [InlineData("{{ incident.GetType }}", 1, "there is no incident.GetType")]
    [InlineData("{{ incident.title.Length }}", 1, "there is no incident.title.Length")]
    [InlineData("{% for issue in incident.issues %}{{ issue.name }}{% endfor %}", 1, "there is no issue.name")]
    [InlineData("{% if incident.state == 'x' %}{% endif %}", 1, "there is no incident.state")]
    [InlineData("{{ incident.title | upcas }}", 1, "there is no filter upcas; did you mean upcase?")]
    [InlineData("{{ incident.title | raw }}", 1, "there is no filter raw")]
    [InlineData("{{ incident.title | escape }}", 1, "there is no filter escape")]
    [InlineData("{% for i in (1..1000000000) %}{% endfor %}", 1, "a range")]
    [InlineData("{% include 'x' %}", 1, "Unknown tag 'include'")]
    [InlineData("{% render 'x' %}", 1, "Unknown tag 'render'")]
    [InlineData("{% capture a %}{% endcapture %}", 1, "Unknown tag 'capture'")]
    public void Mistake_is_told_with_its_position(string text, int line, string message)
    {
        Assert.Null(SinkTemplate.Parse(text, out var error));
        Assert.Equal(line, error!.Line);
        Assert.InRange(error.Column, 1, text.Length + 1);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Column_of_a_field_is_where_it_stands()
    {
        SinkTemplate.Parse("a\n  {{ incident.titel }}", out var error);

        Assert.Equal((2, 6), (error!.Line, error.Column));
    }

    [Fact]
    public void Template_that_is_too_long_is_refused()
    {
        Assert.Null(SinkTemplate.Parse(new string('x', SinkTemplate.MaxLength + 1), out var error));
        Assert.Contains("8000", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% assign a = 'xxxxxxxxxxxxxxxx' %}DOUBLE{{ a }}", "{% assign a = a | append: a %}", 30)]
    [InlineData("{% assign a = 'xxxxxxxxxxxxxxxx' %}DOUBLE{{ a }}", "{% assign a = a | replace: 'x', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}", 9)]
    [InlineData("{% assign a = 'xxxxxxxxxxxxxxxx' %}DOUBLE{{ a }}", "{% assign b = a | split: '' %}{% assign a = b | join: a %}", 9)]
    [InlineData("{% for a in incident.issues %}DOUBLE{% endfor %}", "{% for b in incident.issues %}", 14)]
    [InlineData("{{ incident.startedAt | date: '%999999999Y' }}", "", 0)]
    [InlineData("{% assign a = incident.title %}DOUBLE", "{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}", 60)]
    public void Template_that_grows_without_bound_is_stopped(string text, string doubled, int times)
    {
        var ends = doubled.StartsWith("{% for", StringComparison.Ordinal) ? string.Concat(Enumerable.Repeat("x{% endfor %}", times)) : "";
        var template = SinkTemplate.Parse(text.Replace("DOUBLE", string.Concat(Enumerable.Repeat(doubled, times)) + ends, StringComparison.Ordinal), out var error);
        Assert.True(template is not null, error?.ToString());

        var rendered = template.Render(TemplateSample.Of(NotificationType.Triggered, Now), Links, TextFormat.Plain);

        Assert.Null(rendered.Text);
        Assert.NotNull(rendered.Problem);
    }

    [Fact]
    public void Every_allowed_filter_is_there() => Assert.Contains("truncate", TemplateFilters.All);

    private static RenderedText Render(string text, TextFormat format = TextFormat.Plain)
    {
        var template = SinkTemplate.Parse(text, out var error);
        Assert.True(template is not null, error?.ToString());
        return template.Render(TemplateSample.Of(NotificationType.Triggered, Now), Links, format);
    }
}
