namespace Router.Load.Requests;

/// <summary>The places of a template where a value of fixed width stands.</summary>
internal sealed class Patch
{
    private readonly int[] _offsets;

    public Patch(ReadOnlySpan<byte> template, ReadOnlySpan<byte> value)
    {
        var offsets = new List<int>();
        for (var at = template.IndexOf(value); at >= 0;)
        {
            offsets.Add(at);
            var next = template[(at + value.Length)..].IndexOf(value);
            at = next < 0 ? -1 : at + value.Length + next;
        }

        if (offsets.Count == 0)
            throw new ArgumentException("the value is not in the template", nameof(value));
        _offsets = [.. offsets];
    }

    public void Write(Span<byte> template, ReadOnlySpan<byte> value)
    {
        foreach (var offset in _offsets)
            value.CopyTo(template[offset..]);
    }
}
