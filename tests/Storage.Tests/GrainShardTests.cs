using Router.Domain.Storage;

namespace Router.Storage.Tests;

public sealed class GrainShardTests
{
    [Theory]
    [InlineData("issue", "web|issue|1")]
    [InlineData("issue", "web|issue|2")]
    [InlineData("incident", "x")]
    [InlineData("sink", "")]
    public void Shard_of_a_key_never_changes(string type, string id) => Assert.Equal(Golden[(type, id)], GrainShard.Of(new(type, id)));

    private static readonly Dictionary<(string, string), int> Golden = new()
    {
        [("issue", "web|issue|1")] = 11,
        [("issue", "web|issue|2")] = 21,
        [("incident", "x")] = 16,
        [("sink", "")] = 2,
    };

    [Fact]
    public void Keys_spread_over_all_shards()
    {
        var shards = Enumerable.Range(0, 3200).GroupBy(i => GrainShard.Of(new("issue", $"web|issue|{i}"))).ToList();
        Assert.Equal(IDueRows.Shards, shards.Count);
        Assert.All(shards, shard => Assert.InRange(shard.Count(), 50, 150));
    }
}
