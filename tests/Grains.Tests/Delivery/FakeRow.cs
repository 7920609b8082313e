using Router.Domain.Storage;

namespace Router.Grains.Tests.Delivery;

internal sealed record FakeRow(long Version, ReadOnlyMemory<byte> State, DateTimeOffset? DueAt, Dictionary<string, ReadOnlyMemory<byte>> Parts, IndexRow? Index = null);
