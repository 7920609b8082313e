using System.Reflection;
using Router.Domain.Alerts;
using Xunit;

namespace Router.Domain.Tests.Issues;

public sealed class SharedTextsTests
{
    private static readonly PropertyInfo[] Texts = [.. typeof(AlertEvent).GetProperties().Where(p => p.PropertyType == typeof(string))];

    [Fact]
    public void Event_withEqualTexts_keepsTheEarlierOnes()
    {
        var earlier = Full("a");
        var shared = Full("a").SharedWith(earlier);

        foreach (var text in Texts.Where(t => t.Name is not (nameof(AlertEvent.EventId) or nameof(AlertEvent.IdempotencyKey))))
            Assert.Same(text.GetValue(earlier), text.GetValue(shared));
        Assert.Same(earlier.Issue.Value, shared.Issue.Value);
        Assert.True(shared.Projects == earlier.Projects);
        Assert.True(shared.Tags == earlier.Tags);
        Assert.True(shared.Payload == earlier.Payload);
    }

    [Fact]
    public void Event_withOtherTexts_staysAsItWas()
    {
        var alert = Full("b");
        var shared = alert.SharedWith(Full("a"));

        foreach (var text in Texts)
            Assert.Equal(text.GetValue(alert), text.GetValue(shared));
        Assert.Equal(alert.Issue, shared.Issue);
        Assert.Equal<string>(alert.Projects, shared.Projects);
        Assert.Equal<Tag>(alert.Tags, shared.Tags);
        Assert.Equal<PayloadValue>(alert.Payload, shared.Payload);
    }

    [Fact]
    public void Event_withOneOtherTag_sharesTheRest()
    {
        var earlier = Full("a");
        var shared = (Full("a") with { Tags = [new(New("key", "a"), New("value", "a")), new("user", "2")] }).SharedWith(earlier);

        Assert.Same(earlier.Tags[0].Value, shared.Tags[0].Value);
        Assert.Equal(new("user", "2"), shared.Tags[1]);
    }

    [Fact]
    public void Event_withAnotherNumberOfTags_keepsItsOwn()
    {
        Tag[] none = [];

        Assert.Equal<Tag>(none, (Full("a") with { Tags = [] }).SharedWith(Full("a")).Tags);
        Assert.Equal<Tag>(Full("a").Tags, Full("a").SharedWith(Full("a") with { Tags = [] }).Tags);
    }

    [Fact]
    public void FirstEvent_isKeptItself()
    {
        var alert = Full("a");
        Assert.Same(alert, alert.SharedWith(null));
    }

    private static AlertEvent Full(string salt)
    {
        var alert = Alert.Trigger(0) with
        {
            Issue = new(New("web|issue|", salt)),
            Projects = [New("project", salt)],
            Tags = [new(New("key", salt), New("value", salt)), new(New("user", salt), New("1", salt))],
            Payload = [new(New("path", salt), New("value", salt))],
        };
        foreach (var text in Texts)
            text.SetValue(alert, New(text.Name, salt));
        return alert;
    }

    /// <summary>A text that is equal to another and a different object.</summary>
    private static string New(string name, string salt) => string.Concat(name, salt);
}
