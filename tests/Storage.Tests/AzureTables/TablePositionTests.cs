using FsCheck.Xunit;
using Router.Storage.AzureTables;

namespace Router.Storage.Tests.AzureTables;

public sealed class TablePositionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Property]
    public void Positions_rise_stay_in_their_partition_and_have_no_gaps(byte partition, int[] counts, int[] steps)
    {
        var number = partition % TablePosition.MostPartitions;
        var (floor, now) = (0L, Now);
        foreach (var (count, step) in counts.Select(count => 1 + (int)((uint)count % TablePosition.MostEntries)).Zip(steps.Append(0)))
        {
            now = now.AddMilliseconds(step % 100);
            var first = TablePosition.Next(floor, now, number, count);
            Assert.True(first > floor);
            Assert.Equal((number, number), (TablePosition.Partition(first), TablePosition.Partition(first + count - 1)));
            Assert.Equal(TablePosition.Unit(first, number), TablePosition.Unit(first + count - 1, number));
            floor = first + count - 1;
        }
    }

    [Property]
    public void Position_after_a_seal_is_above_it_in_any_partition(byte partition, byte sealing, ushort count)
    {
        var sealedAt = TablePosition.Next(0, Now, sealing % TablePosition.MostPartitions, 1);
        var next = TablePosition.Next(sealedAt, Now.AddDays(-1), partition % TablePosition.MostPartitions, 1 + (count % TablePosition.MostEntries));
        Assert.InRange(next, sealedAt + 1, sealedAt + (2L << 12));
    }

    [Fact]
    public void Day_is_one_range_and_the_last_fits_53_bits()
    {
        var midnight = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
        Assert.True(TablePosition.Next(0, midnight.AddTicks(-1), 7, 512) + 511 < TablePosition.DayStart(midnight));
        Assert.True(TablePosition.Next(0, midnight, 0, 1) >= TablePosition.DayStart(midnight.AddHours(23)));
        Assert.True(TablePosition.Next(0, new(2087, 12, 31, 0, 0, 0, TimeSpan.Zero), 7, 512) < 1L << 53);
    }
}
