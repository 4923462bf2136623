using System.Collections;

using CsCheck;

using MailingList.Core.Addressing;
using MailingList.Core.Commands;
using MailingList.Core.Tests.Support;
using MailingList.Core.Tokens;

namespace MailingList.Core.Tests.Commands;

/// <summary>Mails that are made to keep the host busy.</summary>
public sealed class TokenFinderLimitsTests
{
    private const int Most = 500;

    private static readonly EmailAddress Dev = EmailAddress.Parse(Some.ListAddress);

    private readonly FixedClock _clock = new(1_795_000_000_000);
    private readonly Keys _keys = new();

    public static TheoryData<string, string> Bodies => new()
    {
        { "candidates in each line", string.Concat(Enumerable.Repeat("confirm abcdefabcdefghijklmnopexample.net=bob ", 40)) },
        { "nothing but the word", string.Concat(Enumerable.Repeat("confirm", 280)) },
        { "one that never ends", "confirm" + new string('a', 1990) },
        { "one that never ends and is spelled well", "confirmabcdefabcdefghijklmnopexample.net=" + new string('b', 1900) },
        { "dots", "confirm" + new string('.', 1990) },
        { "escapes", "confirm" + string.Concat(Enumerable.Repeat("~61", 660)) },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void No_more_than_some_are_tried(string what, string line)
    {
        string[] lines = [.. Enumerable.Repeat(line, 200)];
        long before = GC.GetAllocatedBytesForCurrentThread();

        (Token? token, TokenProblem? problem) = new TokenFinder(new TokenMint(_keys, _clock), Dev, [TokenPurpose.Subscribe], []).Find("x", line, lines);

        Assert.Equal((null, TokenProblem.Altered), (token, problem));
        Assert.True(_keys.Read <= Most, $"{what}: {_keys.Read} MACs");
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 100_000_000, $"{what}: {allocated} bytes");
    }

    [Fact]
    public void A_token_in_front_of_them_is_found_all_the_same()
    {
        var wanted = new Token(TokenPurpose.Subscribe, Dev, EmailAddress.Parse("bob@example.net"));
        var mint = new TokenMint(_keys, _clock);
        string[] lines = [$"> confirm {mint.Make(wanted)}", .. Enumerable.Repeat("confirm abcdefabcdefghijklmnopexample.net=bob", 100)];

        Assert.Equal(wanted.Address, new TokenFinder(mint, Dev, [TokenPurpose.Subscribe], []).Find(string.Empty, string.Empty, lines).Token!.Address);
    }

    [Fact]
    public void Nothing_that_people_write_breaks_it() => Gen.Select(Gen.String, Gen.String, Gen.String[Gen.Char["confirm>~=. \tabc\u2028é"], 0, 60].Array[0, 40]).Sample((detail, subject, lines) =>
        Assert.Null(new TokenFinder(new TokenMint([new byte[32]], _clock), Dev, [TokenPurpose.Subscribe], [Dev]).Find(detail, subject, lines).Token));

    /// <summary>One key, which counts how often it was asked for.</summary>
    private sealed class Keys : IReadOnlyList<byte[]>
    {
        private readonly byte[] _key = new byte[32];

        internal int Read { get; private set; }

        public int Count => 1;

        public byte[] this[int index] => _key;

        public IEnumerator<byte[]> GetEnumerator()
        {
            Read++;
            yield return _key;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
