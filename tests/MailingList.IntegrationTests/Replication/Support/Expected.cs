namespace MailingList.IntegrationTests.Replication.Support;

/// <summary>
/// What must be there in the end of something that one worker alone changes, one change after the other, each on any host: what the last
/// change says that a verb called done. A verb that was killed may have done its change or not: then anything may be there until a later
/// one is done.
/// </summary>
internal sealed class Expected
{
    private bool? _isThere = false;
    private string? _value;
    private string? _host;
    private bool _isValueKnown;

    /// <summary>Whether it may be there.</summary>
    internal bool MayBeThere => _isThere is not false;

    /// <summary>It came, with this value: whatever was there before, a later coming stands.</summary>
    internal void Came(string host, string? value) => (_isThere, _host, _value, _isValueKnown) = (true, host, value, true);

    /// <summary>Its value changed. That stands only where its author knew of the last coming: on the same host, certainly.</summary>
    internal void Changed(string host, string value)
    {
        (_value, _isValueKnown) = (value, _isValueKnown && host == _host);
    }

    internal void Went() => _isThere = false;

    /// <summary>Something was tried, and nobody knows what came of it.</summary>
    internal void IsInDoubt() => (_isThere, _isValueKnown) = (null, false);

    /// <summary>What is wrong with what is there; null: nothing.</summary>
    internal string? Contradiction(bool isThere, string? value) =>
        _isThere is { } must && must != isThere ? (must ? "is lost" : "is back")
        : isThere && _isThere is true && _isValueKnown && value != _value ? $"is '{value}' and not '{_value}'"
        : null;
}
