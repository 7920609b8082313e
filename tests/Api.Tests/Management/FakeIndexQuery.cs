using Router.Domain.Storage;

namespace Router.Api.Tests.Management;

/// <summary>Remembers what it was asked and answers what it was told to.</summary>
internal sealed class FakeIndexQuery : IIndexQuery
{
    public IndexFilter? Asked { get; set; }

    public Func<IndexFilter, IndexPage> Answer { get; set; } = _ => new([], null);

    public ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default)
    {
        Asked = filter;
        return ValueTask.FromResult(Answer(filter));
    }
}
