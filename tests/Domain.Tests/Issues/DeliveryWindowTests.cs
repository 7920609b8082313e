using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Router.Domain.Issues;

namespace Router.Domain.Tests.Issues;

public sealed class DeliveryWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(900, true)]
    [InlineData(901, false)]
    [InlineData(65_536, false)]
    [InlineData(65_536 + 450, false)]
    [InlineData(-30, true)]
    public void Delivery_that_comes_again_after_seconds_is_known_for_15_minutes(int seconds, bool known) =>
        Assert.Equal(known, DeliveryWindow.Empty.Add(7, Start).Contains(7, Start.AddSeconds(seconds)));

    [Fact]
    public void Window_of_the_last_512_deliveries_knows_each_of_them()
    {
        var window = DeliveryWindow.Empty;
        for (var i = 0; i < 2000; i++)
            window = window.Add((ulong)i, Start);

        Assert.InRange(window.Count, DeliveryWindow.Capacity, DeliveryWindow.Capacity + 32);
        Assert.All(Enumerable.Range(2000 - DeliveryWindow.Capacity, DeliveryWindow.Capacity), i => Assert.True(window.Contains((ulong)i, Start)));
    }

    [Property]
    public Property Window_of_any_pace_knows_what_a_plain_list_knows_and_survives_its_bytes() =>
        Prop.ForAll(Gen.Choose(0, 2000).ListOf().ToArbitrary(), pauses =>
        {
            var (window, plain, now) = (DeliveryWindow.Empty, new List<DateTimeOffset>(), Start);
            foreach (var pause in pauses)
            {
                now = now.AddSeconds(pause);
                window = DeliveryWindow.FromBytes(window.Add((ulong)plain.Count, now).ToBytes());
                plain.Add(now);
            }

            return plain.Select((at, i) => window.Contains((ulong)i, now) == (now - at <= DeliveryWindow.Memory)).All(same => same);
        });
}
