using Router.Domain.Incidents;

namespace Router.Domain.Tests.Incidents;

public class IncidentKeyTests
{
    [Fact]
    public void Values_never_run_together()
    {
        string[] keys =
        [
            IncidentKey.Of("a", "b").Value, IncidentKey.Of("ab").Value, IncidentKey.Of("a", "b", "").Value, IncidentKey.Of("a", "b", null).Value,
            IncidentKey.Of("a", "1:b;").Value, IncidentKey.Of("a", "1:b", "").Value,
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, k => Assert.Matches("^[0-9a-f]{32}$", k));
    }
}
